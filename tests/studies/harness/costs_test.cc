#include "studies/harness/costs.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <stdexcept>

#include "toy_study.h"

namespace study {
namespace {

using Trials = std::array<std::int64_t, 3>;

/// The coin, whose trial of n flips is guessed to cost n * n.
Study squares() {
  Study study = coin();
  study.relative_cost = [](const Cell& cell) { return cell.real("flips") * cell.real("flips"); };
  return study;
}

/// Of the grid flips = 1, 2, 3.
CellCosts costs_of(const Study& study) {
  return {study, make_grid(study, std::vector<Block>{{{}, 1}})};
}

TEST(CellCosts, WeighCellsByWhatWasMeasured) {
  CellCosts costs = costs_of(coin());
  EXPECT_EQ(costs.estimate(Trials{1, 1, 1}), std::nullopt);
  EXPECT_EQ(costs.estimate(Trials{0, 0, 0}), 0);
  costs.add(0, 1);
  costs.add(0, 3);
  costs.add(2, 10);
  EXPECT_DOUBLE_EQ(*costs.estimate(Trials{5, 0, 2}), 30);
  // The cell in the middle costs (2 + 10) / 2.
  EXPECT_DOUBLE_EQ(*costs.estimate(Trials{0, 2, 0}), 12);
  EXPECT_FALSE(costs.measured(1));
  EXPECT_TRUE(costs.measured(2));
}

TEST(CellCosts, GuessCellsByTheirRelativeCost) {
  CellCosts costs = costs_of(squares());
  EXPECT_EQ(costs.trial_costs(), (std::vector<double>{1, 4, 9}));
  EXPECT_FALSE(costs.in_seconds());
  EXPECT_EQ(costs.estimate(Trials{1, 1, 1}), std::nullopt);
  costs.add(1, 2);
  EXPECT_TRUE(costs.in_seconds());
  EXPECT_EQ(costs.trial_costs(), (std::vector<double>{0.5, 2, 4.5}));
  EXPECT_DOUBLE_EQ(*costs.estimate(Trials{2, 1, 2}), 12);
}

TEST(CellCosts, AUnitIsWorthWhatTheLongestTrialsTook) {
  CellCosts costs = costs_of(squares());
  // 4 seconds for a guess of 4, and trials that ended long before their guess.
  costs.add(1, 4);
  for (int trial = 0; trial < 64; ++trial) costs.add(1, 1. / 64);
  EXPECT_DOUBLE_EQ(costs.trial_costs()[2], 9);
  EXPECT_DOUBLE_EQ(costs.trial_costs()[1], 5. / 65) << "its own mean";
  // A cell of short trials, whose guess is far off, weighs little.
  costs.add(0, 0.1);
  EXPECT_DOUBLE_EQ(costs.trial_costs()[2], 9);
}

TEST(CellCosts, RelativeCostsArePositiveNumbers) {
  Study study = coin();
  for (const double wrong : {0., -1., std::numeric_limits<double>::infinity(),
                             std::numeric_limits<double>::quiet_NaN()}) {
    study.relative_cost = [wrong](const Cell& cell) {
      return cell.text("flips") == "2" ? wrong : 1;
    };
    EXPECT_THROW(costs_of(study), std::logic_error) << wrong;
  }
}

TEST(CellCosts, DurationsReadWell) {
  EXPECT_EQ(format_duration(std::nullopt, 2, 9), "unknown");
  EXPECT_EQ(format_duration(0, 2, 0), "0 s");
  EXPECT_EQ(format_duration(7, 2, 9), "4 s");
  EXPECT_EQ(format_duration(250, 2, 2), "2 min 5 s");
  // A trial runs on one thread.
  EXPECT_EQ(format_duration(7260, 8, 1), "2 h 1 min");
}

}  // namespace
}  // namespace study
