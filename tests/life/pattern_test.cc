#include "life/pattern.h"

#include <gtest/gtest.h>

#include "expect_refused.h"

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

}  // namespace
}  // namespace life
