#include "life/ascii.h"

#include <gtest/gtest.h>

namespace life {
namespace {

TEST(WriteAscii, DrawsEveryCell) {
  Board board(3, 5, Topology::torus);
  for (int x = 1; x < 4; ++x) board.set(1, x, true);
  board.set(2, 4, true);
  EXPECT_EQ(write_ascii(board),
            ".....\n"
            ".OOO.\n"
            "....O\n");
}

TEST(WriteAscii, TakesRowsOfMoreThanAWord) {
  Board board(1, 66, Topology::dead_edge);
  board.set(0, 64, true);
  EXPECT_EQ(write_ascii(board), std::string(64, '.') + "O.\n");
}

}  // namespace
}  // namespace life
