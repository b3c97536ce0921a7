#include "life/pattern.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "expect_refused.h"
#include "life/rle.h"
#include "life/soup.h"
#include "life/step.h"

namespace life {
namespace {

TEST(PlaceCentred, PutsTheMiddleOnTheMiddle) {
  const Pattern pattern{{3, 3}, {{0, 1, 1}, {1, 2, 1}, {2, 0, 3}}, {}};
  Board board(7, 9, Topology::torus);
  place_centred(pattern, board);
  EXPECT_EQ(board.population(), 5);
  EXPECT_TRUE(board.get(2, 4));
  EXPECT_TRUE(board.get(3, 5));
  for (int x = 3; x < 6; ++x) EXPECT_TRUE(board.get(4, x));
}

TEST(PlaceCentred, KeepsCellsInTheirPlaceOnABoardOfThePatternsSize) {
  const Pattern pattern{{4, 6}, {{0, 0, 1}}, {}};
  Board board(4, 6, Topology::dead_edge);
  place_centred(pattern, board);
  EXPECT_TRUE(board.get(0, 0));
}

TEST(PlaceCentred, FitsByItsCellsWhenItsSizeDoesNot) {
  const Pattern pattern{{100, 100}, {{50, 60, 3}}, {}};
  Board board(3, 5, Topology::torus);
  place_centred(pattern, board);
  EXPECT_EQ(board.population(), 3);
  for (int x = 1; x < 4; ++x) EXPECT_TRUE(board.get(1, x));
}

TEST(PlaceCentred, NamesBothSizesWhenNothingFits) {
  const Pattern pattern{{100, 100}, {{0, 10, 1}, {3, 14, 2}}, {}};
  Board board(4, 5, Topology::torus);
  expect_refused([&] { place_centred(pattern, board); },
                 "pattern of 4x6 cells: does not fit on a board of 4x5");
}

TEST(PlaceCentred, AnEmptyPatternFitsAnywhere) {
  Board board(1, 1, Topology::torus);
  place_centred({{50, 50}, {}, {}}, board);
  EXPECT_EQ(board.population(), 0);
}

TEST(BoxAroundCells, IsRelativeToThePattern) {
  EXPECT_EQ(box_around_cells(read_rle("x = 9, y = 9\n2$3bo$b2o!")), (Box{{2, 1}, {2, 3}}));
  EXPECT_EQ(box_around_cells(read_rle("x = 9, y = 9\n!")), (Box{{0, 0}, {0, 0}}));
}

TEST(Population, CountsCells) {
  EXPECT_EQ(population(read_rle("bob$2bo$3o!")), 5);
  EXPECT_EQ(population(read_rle("1048576o$1048576o!")), 2097152);
}

/// The living cells as (y, x) with the middle of the board as the origin, top row first.
std::vector<Position> living_cells(const Board& board) {
  std::vector<Position> cells;
  for (int y = 0; y < board.height(); ++y) {
    for (int x = 0; x < board.width(); ++x) {
      if (board.get(y, x)) cells.push_back({y - board.height() / 2, x - board.width() / 2});
    }
  }
  return cells;
}

// Nine generations of an R-pentomino near the edges, by bgolly 3.3 on the same file.
TEST(BoardOf, IsTheGridOnWhichGollyRunsTheFile) {
  const std::pair<const char*, std::vector<Position>> cases[] = {
      {"x = 3, y = 3, rule = B3/S23:P10,7\n",
       {{-3, -2}, {-2, -3}, {-1, -3}, {-1, 2}, {0, -3}, {0, -2}, {2, -1}, {2, 0}, {2, 1}, {-3, 1}}},
      {"x = 3, y = 3, rule = B3/S23:T10,7\n",
       {{-3, -2},
        {-2, -3},
        {-1, -3},
        {-1, 2},
        {0, -3},
        {0, -2},
        {2, -1},
        {2, 0},
        {2, 1},
        {-3, 1},
        {3, -1},
        {3, 1}}},
      {"#CXRLE Pos=-5,-3\nx = 3, y = 3, rule = B36/S23:P10,7\n",
       {{-2, -4}, {-2, -3}, {-1, -5}, {-1, -2}}},
      {"x = 30, y = 3, rule = B3/S23:P10,7\n", {}},
      {"x = 2, y = 2, rule = B3/S23:T7,10\n",
       {{-4, 0},
        {-3, -2},
        {-3, 1},
        {-2, -3},
        {-1, -3},
        {-1, 2},
        {0, -3},
        {0, -2},
        {2, -1},
        {2, 0},
        {2, 1}}},
  };
  for (const auto& [header, cells] : cases) {
    SCOPED_TRACE(header);
    const Pattern pattern = read_rle(header + std::string("b2o$2o$bo!"));
    Board board = board_of(pattern);
    EXPECT_EQ(board.population(), 5);
    step(board, *pattern.rule, 9);
    EXPECT_THAT(living_cells(board), testing::UnorderedElementsAreArray(cells));
  }
}

TEST(BoardOf, NeedsAGridWithAllCells) {
  expect_refused([] { board_of(read_rle("o!")); },
                 "pattern: states no bounded grid such as :T30,20");
  const std::string cells = "x = 2, y = 1, rule = B3/S23:P4,4\n2o!";
  EXPECT_EQ(living_cells(board_of(read_rle("#CXRLE Pos=0,1\n" + cells))),
            (std::vector<Position>{{1, 0}, {1, 1}}));
  for (const std::string position :
       {"1,0", "-3,0", "0,2", "0,-3", "2000000000,0", "0,-2000000000"}) {
    EXPECT_THROW(board_of(read_rle("#CXRLE Pos=" + position + "\n" + cells)), std::invalid_argument)
        << position;
  }
  expect_refused([&] { board_of(read_rle("#CXRLE Pos=1,-2\n" + cells)); },
                 "pattern: cells in row -2 from 1 to 2 lie outside of its bounded grid :P4,4, rows "
                 "-2 to 1 and cells -2 to 1");
}

TEST(PatternOf, IsTheBoard) {
  for (const Size size : {Size{1, 1}, Size{3, 200}, Size{64, 64}, Size{20, 129}}) {
    Board board(size.height, size.width, Topology::dead_edge);
    soup(board, 0.4, base::Stream(7, "pattern"), 0);
    const Pattern pattern = pattern_of(board, Rule::parse("B36/S23"));
    EXPECT_EQ(population(pattern), board.population());
    EXPECT_EQ(pattern.rule, Rule::parse("B36/S23"));
    EXPECT_EQ(board_of(pattern), board);
    EXPECT_EQ(write_rle(pattern), write_rle(board, Rule::parse("B36/S23")));
  }
}

}  // namespace
}  // namespace life
