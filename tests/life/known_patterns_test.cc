#include <gtest/gtest.h>

#include "base/file.h"
#include "life/rle.h"
#include "life/step.h"

namespace life {
namespace {

// Populations by bgolly 5.0 on the plane. A board whose side is half the generations and the
// pattern's own size holds every glider (one cell diagonally in four generations) to the end.

Pattern pattern(const std::string& name) {
  return read_rle(base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/" + name + ".rle"));
}

Board centred(const std::string& name, int side, Topology topology) {
  Board board(side, side, topology);
  place_centred(pattern(name), board);
  return board;
}

TEST(KnownPatterns, BlinkerHasPeriodTwo) {
  const Board start = centred("blinker", 5, Topology::dead_edge);
  Board board = start;
  step(board, Rule::conway());
  EXPECT_NE(board, start);
  step(board, Rule::conway());
  EXPECT_EQ(board, start);
}

TEST(KnownPatterns, GliderComesHomeOnATorus) {
  for (const int side : {5, 8, 33, 64, 70, 128}) {
    const Board start = centred("glider", side, Topology::torus);
    Board board = start;
    step(board, Rule::conway(), 4 * side - 4);
    EXPECT_NE(board, start) << side;
    step(board, Rule::conway(), 4);
    EXPECT_EQ(board, start) << side;
  }
}

TEST(KnownPatterns, GliderBecomesABlockAtADeadEdge) {
  Board board = centred("glider", 16, Topology::dead_edge);
  step(board, Rule::conway(), 200);
  EXPECT_EQ(board.population(), 4);
}

TEST(KnownPatterns, RPentomino) {
  Board board = centred("r_pentomino", 560, Topology::dead_edge);
  step(board, Rule::conway(), 1103);
  EXPECT_EQ(board.population(), 116);
}

TEST(KnownPatterns, Diehard) {
  Board board = centred("diehard", 80, Topology::torus);
  step(board, Rule::conway(), 129);
  EXPECT_EQ(board.population(), 2);
  step(board, Rule::conway());
  EXPECT_EQ(board.population(), 0);
}

TEST(KnownPatterns, GosperGun) {
  Board board = centred("gosper_gun", 1540, Topology::dead_edge);
  EXPECT_EQ(board.population(), 36);
  step(board, Rule::conway(), 30);
  EXPECT_EQ(board.population(), 41);
  step(board, Rule::conway(), 270);
  EXPECT_EQ(board.population(), 86);
  step(board, Rule::conway(), 2700);
  EXPECT_EQ(board.population(), 536);
}

}  // namespace
}  // namespace life
