#include "studies/harness/grid.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "toy_study.h"

namespace study {
namespace {

using Texts = std::vector<std::string>;

const Axis kFlips = integer_axis("coin_flips", "", "1", 1, 9);

std::string refusal(const Axis& axis, std::string_view text) {
  try {
    expand_values(axis, text);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "took it";
}

TEST(Grid, ExpandsListsAndRanges) {
  EXPECT_EQ(expand_values(kFlips, "1,2"), (Texts{"1", "2"}));
  EXPECT_EQ(expand_values(kFlips, "1..4"), (Texts{"1", "2", "3", "4"}));
  EXPECT_EQ(expand_values(kFlips, "9,2..3,03,2..4"), (Texts{"9", "2", "3", "4"}));
  EXPECT_EQ(expand_values(kFlips, "5..5"), (Texts{"5"}));
}

TEST(Grid, RefusalsNameFlagValueAndWhatIsAllowed) {
  EXPECT_EQ(refusal(kFlips, "1,0"), "--coin-flips 0: needs a whole number from 1 to 9");
  EXPECT_EQ(refusal(kFlips, ""), "--coin-flips '': needs a whole number from 1 to 9");
  EXPECT_EQ(refusal(kFlips, "1,"), "--coin-flips '': needs a whole number from 1 to 9");
  EXPECT_EQ(refusal(kFlips, "1..10"), "--coin-flips 10: needs a whole number from 1 to 9");
  EXPECT_EQ(refusal(kFlips, ".."), "--coin-flips '': needs a whole number from 1 to 9");
  EXPECT_EQ(refusal(kFlips, "4..2"),
            "--coin-flips 4..2: needs low..high with low <= high and at most 1000000 values");
  EXPECT_EQ(refusal(integer_axis("big", "", "1", -1'000'000'000'000, 1'000'000'000'000),
                    "-1000000000000..1000000000000"),
            "--big -1000000000000..1000000000000: needs low..high with low <= high and at most "
            "1000000 values");
  EXPECT_EQ(refusal(real_axis("rate", "", "1", 0, 9), "1..2"),
            "--rate 1..2: needs a number from 0 to 9");
}

TEST(Grid, LastAxisVariesFastest) {
  const Study study = coin();
  const auto grid =
      make_grid(study, std::vector<Block>{{{{"flips", "1,2"}, {"side", "tails,heads"}}, 3}});
  ASSERT_EQ(grid.size(), 4u);
  EXPECT_EQ(grid[0].cell.values(), (Texts{"1", "0.5", "tails"}));
  EXPECT_EQ(grid[1].cell.values(), (Texts{"1", "0.5", "heads"}));
  EXPECT_EQ(grid[3].cell.values(), (Texts{"2", "0.5", "heads"}));
  EXPECT_EQ(varying_axes(grid), (std::vector<std::size_t>{0, 2}));
  EXPECT_EQ(describe_cell(study, grid[3].cell, varying_axes(grid)), "flips=2 side=heads");
}

TEST(Grid, BlocksMergeWithTheLargerTrialCount) {
  const Study study = coin();
  const auto grid = make_grid(study, study.presets[2].blocks);
  ASSERT_EQ(grid.size(), 6u);
  EXPECT_EQ(grid[3].trials, 4);
  EXPECT_EQ(grid[4].trials, 6);
  EXPECT_EQ(grid[4].cell.integer("flips"), 5);
  EXPECT_EQ(grid[5].cell.integer("flips"), 7);
}

TEST(Grid, SeriesGoAlongAnAxisFromItsSmallestValue) {
  const Study study = coin();
  const auto grid = make_grid(
      study,
      std::vector<Block>{{{{"flips", "3,1"}, {"side", "tails,heads"}}, 3}, {{{"flips", "2"}}, 3}});
  const auto series = series_along(study, grid, "flips");
  EXPECT_EQ(series, (std::vector<std::vector<std::size_t>>{{2, 0}, {3, 4, 1}}));
  EXPECT_EQ(series_along(study, grid, "bias").size(), 5u);
}

TEST(Grid, IsBounded) {
  Study study = coin();
  study.axes = {integer_axis("a", "", "1..2000", 1, 2000),
                integer_axis("b", "", "1..2000", 1, 2000)};
  EXPECT_THROW(make_grid(study, std::vector<Block>{{{}, 1}}), std::invalid_argument);
  EXPECT_THROW(make_grid(study, std::vector<Block>{{{{"c", "1"}}, 1}}), std::logic_error);
}

TEST(Grid, ValuesThatDoNotGoTogetherAreRefused) {
  Study study = coin();
  study.check_cell = [](const Cell& cell) {
    if (cell.integer("flips") == 2 && cell.text("side") == "tails") {
      throw std::invalid_argument("flips 2, side tails: needs side heads");
    }
  };
  const auto cells = [&](const std::vector<Block>& blocks) {
    return make_grid(study, blocks).size();
  };
  // A product of values that holds such a cell, and blocks that leave it out.
  EXPECT_THROW(cells({{{{"flips", "1,2"}, {"side", "heads,tails"}}, 1}}), std::invalid_argument);
  EXPECT_EQ(cells({{{{"flips", "1,2"}}, 1}, {{{"flips", "1"}, {"side", "tails"}}, 1}}), 3u);
}

}  // namespace
}  // namespace study
