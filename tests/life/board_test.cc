#include "life/board.h"

#include <gtest/gtest.h>

#include "expect_refused.h"

namespace life {
namespace {

TEST(Board, CellsLieAsTheReadmeDrawsThem) {
  Board board(3, 70, Topology::torus);
  EXPECT_EQ(board.words_per_row(), 2u);
  EXPECT_EQ(board.pitch(), 8u);
  EXPECT_EQ(board.words().size(), 24u);
  board.set(1, 0, true);
  board.set(1, 69, true);
  EXPECT_EQ(board.row(1)[0], 1u);
  EXPECT_EQ(board.row(1)[1], 1u << 5);
  EXPECT_EQ(board.words()[8], 1u);
  EXPECT_EQ(board.last_word_mask(), 0x3fu);
  EXPECT_TRUE(board.get(1, 69));
  EXPECT_FALSE(board.get(0, 69));
  EXPECT_EQ(board.population(), 2);
  board.set(1, 69, false);
  EXPECT_EQ(board.population(), 1);
}

TEST(Board, RowsAreAWordOrAnOddNumberOfCacheLines) {
  EXPECT_EQ(Board(1, 64, Topology::torus).pitch(), 1u);
  EXPECT_EQ(Board(1, 512, Topology::torus).pitch(), 8u);
  EXPECT_EQ(Board(1, 513, Topology::torus).pitch(), 24u);
  EXPECT_EQ(Board(1, 1537, Topology::torus).pitch(), 40u);
}

TEST(Board, MaskHoldsTheCellsOfTheLastWord) {
  EXPECT_EQ(Board(1, 1, Topology::torus).last_word_mask(), 1u);
  EXPECT_EQ(Board(1, 63, Topology::torus).last_word_mask(), ~Word{0} >> 1);
  EXPECT_EQ(Board(1, 64, Topology::torus).last_word_mask(), ~Word{0});
  EXPECT_EQ(Board(1, 65, Topology::torus).last_word_mask(), 1u);
}

TEST(Board, EqualInSizeTopologyAndCells) {
  Board board(4, 4, Topology::torus);
  EXPECT_EQ(board, Board(4, 4, Topology::torus));
  EXPECT_NE(board, Board(4, 4, Topology::dead_edge));
  EXPECT_NE(board, Board(4, 5, Topology::torus));
  board.set(3, 3, true);
  EXPECT_NE(board, Board(4, 4, Topology::torus));
}

TEST(Board, RefusesImpossibleSizes) {
  expect_refused([] { Board(0, 5, Topology::torus); },
                 "board of 0x5 cells: needs sides from 1 to 1048576 and at most 4294967296 cells");
  expect_refused(
      [] { Board(1 << 20, 1 << 20, Topology::torus); },
      "board of 1048576x1048576 cells: needs sides from 1 to 1048576 and at most 4294967296 cells");
  EXPECT_THROW(Board(5, -1, Topology::dead_edge), std::invalid_argument);
}

}  // namespace
}  // namespace life
