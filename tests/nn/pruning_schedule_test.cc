#include "nn/pruning_schedule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace nn {
namespace {

using testing::ElementsAre;
using Counts = std::vector<std::size_t>;

TEST(PruningSchedule, Examples) {
  EXPECT_THAT(one_shot(604, 60), ElementsAre(60));
  EXPECT_THAT(iterative(100, 50, 0.2), ElementsAre(80, 64, 51, 50));
  EXPECT_THAT(iterative(3, 0, 0.01), ElementsAre(2, 1, 0));
  EXPECT_THAT(iterative(7, 7, 0.2), ElementsAre(7));
  EXPECT_THAT(iterative(7, 2, 1), ElementsAre(2));
  EXPECT_THAT(exponential(100, 1, 2), ElementsAre(10, 1));
  EXPECT_THAT(exponential(1000, 1, 3), ElementsAre(100, 10, 1));
  EXPECT_THAT(gradual(64, 0, 4), ElementsAre(27, 8, 1, 0));
  EXPECT_THAT(gradual(10, 10, 2), ElementsAre(10, 10));
}

// A tenth is left after log(0.1) / log(0.8) = 10.3 rounds of a fifth each (Frankle & Carbin).
TEST(PruningSchedule, ElevenRoundsOfAFifthLeaveATenth) {
  EXPECT_EQ(iterative(100'000, 10'000, 0.2).size(), 11u);
}

TEST(PruningSchedule, NeverRisesAndEndsExactly) {
  for (const std::size_t live : {1U, 2U, 23U, 604U}) {
    for (std::size_t keep = 0; keep <= live; ++keep) {
      std::vector<Counts> schedules{one_shot(live, keep), iterative(live, keep, 0.2),
                                    iterative(live, keep, 0.003), gradual(live, keep, 1),
                                    gradual(live, keep, 100)};
      if (keep > 0) schedules.push_back(exponential(live, keep, 100));
      for (const Counts& counts : schedules) {
        ASSERT_FALSE(counts.empty());
        EXPECT_LE(counts.front(), live);
        EXPECT_EQ(counts.back(), keep);
        for (std::size_t i = 1; i < counts.size(); ++i) EXPECT_LE(counts[i], counts[i - 1]);
      }
    }
  }
}

TEST(PruningSchedule, FollowsTheFormulas) {
  const Counts counts = exponential(604, 22, 100), cubic = gradual(604, 22, 100);
  ASSERT_EQ(counts.size(), 100u);
  ASSERT_EQ(cubic.size(), 100u);
  for (std::size_t i = 0; i < 100; ++i) {
    const double t = static_cast<double>(i + 1) / 100;
    EXPECT_NEAR(static_cast<double>(counts[i]), 604 * std::pow(22. / 604, t), 0.5 + 1e-9);
    // Zhu & Gupta's sparsity, of which the kept share is the complement.
    const double sparsity = (1 - 22. / 604) * (1 - std::pow(1 - t, 3));
    EXPECT_NEAR(static_cast<double>(cubic[i]), 604 * (1 - sparsity), 0.5 + 1e-9);
  }
}

TEST(PruningSchedule, RefusesTheImpossible) {
  EXPECT_THROW(one_shot(5, 6), std::invalid_argument);
  EXPECT_THROW(iterative(5, 6, 0.2), std::invalid_argument);
  EXPECT_THROW(iterative(5, 1, 0), std::invalid_argument);
  EXPECT_THROW(iterative(5, 1, 1.5), std::invalid_argument);
  EXPECT_THROW(iterative(5, 1, std::nan("")), std::invalid_argument);
  EXPECT_THROW(exponential(5, 0, 3), std::invalid_argument);
  EXPECT_THROW(exponential(5, 6, 3), std::invalid_argument);
  EXPECT_THROW(gradual(5, 1, 0), std::invalid_argument);
  EXPECT_THROW(gradual(5, 6, 1), std::invalid_argument);
}

}  // namespace
}  // namespace nn
