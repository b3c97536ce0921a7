#include "studies/harness/stopping_coverage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "studies/harness/stats.h"

namespace study {
namespace {

/// The same by going trial by trial at one p, with looks and widths spelt out.
StoppingCoverage step_by_step(const StoppingRule& rule, double p) {
  std::vector<double> going(static_cast<std::size_t>(rule.max_trials) + 1);
  going[0] = 1;
  StoppingCoverage result{0, 0};
  std::int64_t look = 16;
  for (std::int64_t n = 1; n <= rule.max_trials; ++n) {
    for (std::int64_t s = n; s >= 0; --s) {
      const auto i = static_cast<std::size_t>(s);
      going[i] = going[i] * (1 - p) + (s > 0 ? going[i - 1] * p : 0);
    }
    if (n != look && n != rule.max_trials) continue;
    look *= 2;
    for (std::int64_t s = 0; s <= n; ++s) {
      const Interval interval = wilson(s, n);
      if (n < rule.max_trials && interval.high - interval.low > 2 * rule.half_width) continue;
      double& here = going[static_cast<std::size_t>(s)];
      if (interval.low <= p && p <= interval.high) result.coverage += here;
      result.expected_trials += here * static_cast<double>(n);
      here = 0;
    }
  }
  return result;
}

TEST(StoppingCoverage, IsWhatGoingTrialByTrialGives) {
  for (const StoppingRule rule : {StoppingRule{0.1, 1024},
                                  {0.1, 100},
                                  {0.2, 20},
                                  {0.05, 300},
                                  {0.3, 1},
                                  {0.3, 16},
                                  {0.02, 512}}) {
    for (const double p : {1e-6, 0.01, 0.0112, 0.2, 0.5, 0.77, 0.999}) {
      const StoppingCoverage expected = step_by_step(rule, p);
      const StoppingCoverage coverage = stopping_coverage(rule, p);
      EXPECT_NEAR(coverage.coverage, expected.coverage, 1e-11) << rule.half_width << ' ' << p;
      EXPECT_NEAR(coverage.expected_trials, expected.expected_trials, 1e-8);
    }
  }
}

TEST(StoppingCoverage, MinimumIsBelowAGridAndIsApproached) {
  for (const StoppingRule rule : {StoppingRule{0.1, 1024}, {0.05, 128}, {0.25, 50}, {0.01, 64}}) {
    const MinimumCoverage minimum = minimum_coverage(rule);
    double grid = 1;
    for (int i = 1; i < 500; ++i)
      grid = std::min(grid, stopping_coverage(rule, i / 500.0).coverage);
    EXPECT_LE(minimum.coverage, grid + 1e-12);
    EXPECT_GT(minimum.coverage, grid - 0.05);
    const double beside = std::min(stopping_coverage(rule, minimum.p - 1e-9).coverage,
                                   stopping_coverage(rule, minimum.p + 1e-9).coverage);
    EXPECT_NEAR(beside, minimum.coverage, 1e-6);
  }
}

/// With many trials and one look, the worst rate is just below the lower end of one success of n,
/// where n p solves (1 - n p)^2 = z^2 n p and only intervals of no success contain p: Poisson's
/// probability of none, 0.838 (Agresti and Coull 1998, The American Statistician 52, 119-126).
TEST(StoppingCoverage, OfAFixedNumberOfTrialsIsAsPublished) {
  const MinimumCoverage minimum = minimum_coverage({1e-9, 2048});
  EXPECT_NEAR(minimum.coverage, 0.838, 0.0005);
  const double z2 = 1.959964 * 1.959964;
  const double rate = 1 + z2 / 2 - std::sqrt(z2 + z2 * z2 / 4);
  EXPECT_NEAR(minimum.coverage, std::exp(-rate), 1e-3);
  EXPECT_NEAR(minimum.p, rate / 2048, 1e-6);
}

TEST(StoppingCoverage, LooksCostTrialsOnlyWhereTheyAreNeeded) {
  EXPECT_NEAR(stopping_coverage({0.1, 1024}, 1e-9).expected_trials, 16, 1e-5);
  EXPECT_NEAR(stopping_coverage({0.1, 1024}, 0.5).expected_trials, 128, 0.01);
  EXPECT_EQ(most_trials({0.1, 1024}), 128);
  EXPECT_EQ(most_trials({0.1, 100}), 100);
  EXPECT_EQ(most_trials({0.001, 1'000'000}), 1'000'000);
  EXPECT_EQ(most_trials({0.5, 7}), 7);
}

TEST(StoppingCoverage, RefusesWhatCannotBe) {
  EXPECT_THROW(stopping_coverage({0.1, 1024}, 0), std::invalid_argument);
  EXPECT_THROW(stopping_coverage({0.1, 1024}, 1), std::invalid_argument);
  EXPECT_THROW(minimum_coverage({0, 1024}), std::invalid_argument);
  EXPECT_THROW(most_trials({0.1, 0}), std::invalid_argument);
}

}  // namespace
}  // namespace study
