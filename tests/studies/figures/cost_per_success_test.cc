#include "studies/figures/cost_per_success.h"

#include <gtest/gtest.h>

#include <cmath>

#include "studies/figures/rows_of.h"

namespace figures {
namespace {

CostPerSuccess cost_of(const std::vector<PricedTrial>& trials) {
  base::Stream stream(0, "test");
  return cost_per_success(trials, stream);
}

/// `solved` trials of cost 1 and `failed` of cost 10.
std::vector<PricedTrial> trials(int solved, int failed) {
  std::vector<PricedTrial> trials(static_cast<std::size_t>(solved), {1, true});
  trials.resize(static_cast<std::size_t>(solved + failed), {10, false});
  return trials;
}

TEST(CostPerSuccess, FailuresAreCharged) {
  const CostPerSuccess cost = cost_of({{5, false}, {10, true}, {6, true}});
  EXPECT_EQ(cost.trials, 3);
  EXPECT_EQ(cost.solved, 2);
  EXPECT_EQ(cost.value, 10.5);
  EXPECT_EQ(cost.replicates.size(), 999u);
}

TEST(CostPerSuccess, TrialsThatAreAllAlikeLeaveNoDoubt) {
  const CostPerSuccess cost = cost_of(trials(7, 0));
  EXPECT_EQ(cost.value, 1);
  EXPECT_EQ(cost.low, 1);
  EXPECT_EQ(cost.high, 1);
}

// The value is 1 + 10 (1 - p) / p for a rate of p, so the bootstrap's interval is that of the
// binomial rate: 95 % of Binomial(64, 1/2) lie in 24..40 (P(X <= 23) = 0.0164, P(X <= 24) = 0.030).
TEST(CostPerSuccess, IntervalOfABinomialRate) {
  const CostPerSuccess cost = cost_of(trials(32, 32));
  EXPECT_EQ(cost.value, 11);
  const auto at = [](double solved) { return 1 + 10 * (64 - solved) / solved; };
  EXPECT_GE(cost.low, at(41));
  EXPECT_LE(cost.low, at(39));
  EXPECT_GE(cost.high, at(25));
  EXPECT_LE(cost.high, at(23));
}

TEST(CostPerSuccess, TheSameStreamGivesTheSameInterval) {
  EXPECT_EQ(cost_of(trials(5, 8)).replicates, cost_of(trials(5, 8)).replicates);
}

TEST(CostPerSuccess, WithoutASuccessThereIsALowerLimit) {
  const CostPerSuccess cost = cost_of(trials(0, 64));
  EXPECT_EQ(cost.value, std::nullopt);
  EXPECT_EQ(cost.high, std::nullopt);
  // Clopper and Pearson's upper end of 0 in 64 has a closed form.
  EXPECT_NEAR(cost.low, 10 / (1 - std::pow(0.025, 1.0 / 64)), 1e-9);
  EXPECT_TRUE(std::isinf(cost.replicates.front()));
}

// One success in 64: 0.365 of all samples have none.
TEST(CostPerSuccess, AnUpperEndThatTheTrialsDoNotGive) {
  const CostPerSuccess cost = cost_of(trials(1, 63));
  EXPECT_EQ(cost.value, 631);
  EXPECT_LT(cost.low, 631);
  EXPECT_EQ(cost.high, std::nullopt);
}

TEST(CostPerSuccess, NeedsATrial) {
  EXPECT_EQ(error_of<std::invalid_argument>([] { cost_of({}); }),
            "no trial: a cost needs at least one");
}

TEST(Percentiles, The25thOf999FromEitherEnd) {
  std::vector<double> numbers;
  for (int i = 999; i >= 1; --i) numbers.push_back(i);
  EXPECT_EQ(percentiles(numbers).low, 25);
  EXPECT_EQ(percentiles(numbers).high, 975);
  EXPECT_EQ(percentiles({3}).low, 3);
}

TEST(CostPerSuccess, ACellHasOneIntervalForEachCost) {
  const std::vector<PricedTrial> trials{{5, false}, {10, true}, {7, true}, {20, false}, {1, true}};
  const auto replicates = [&](const char* cost, const char* m) {
    return cost_per_success(trials, cost, {"1", m}).replicates;
  };
  EXPECT_EQ(replicates("boards", "8"), replicates("boards", "8"));
  EXPECT_NE(replicates("boards", "8"), replicates("boards", "4"));
  EXPECT_NE(replicates("boards", "8"), replicates("multiply_adds", "8"));
}

}  // namespace
}  // namespace figures
