#include "studies/harness/stats.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace study {
namespace {

void expect_interval(Interval interval, double low, double high) {
  EXPECT_NEAR(interval.low, low, 0.00051);
  EXPECT_NEAR(interval.high, high, 0.00051);
}

TEST(Stats, WilsonAsPublished) {
  expect_interval(wilson(0, 64), 0, 0.057);
  expect_interval(wilson(3, 64), 0.016, 0.129);
  expect_interval(wilson(7, 64), 0.054, 0.209);
  expect_interval(wilson(32, 64), 0.381, 0.619);
  expect_interval(wilson(64, 64), 0.943, 1);
  EXPECT_EQ(wilson(0, 64).low, 0);
  EXPECT_EQ(wilson(64, 64).high, 1);
}

TEST(Stats, ClopperPearsonAsPublished) {
  expect_interval(clopper_pearson(0, 64), 0, 0.056);
  expect_interval(clopper_pearson(64, 64), 0.944, 1);
  // Table of the 95 % limits for 4 of 10.
  expect_interval(clopper_pearson(4, 10), 0.1216, 0.7376);
}

TEST(Stats, ClustersThatAreAllOrNothingCountAsOneTrialEach) {
  // The variance is estimated with one less.
  const Interval three =
      wilson_clustered(std::vector<Cluster>{{0, 10}, {10, 10}, {10, 10}, {0, 10}});
  EXPECT_NEAR(three.low, 0.125334, 1e-6);
  EXPECT_NEAR(three.high, 0.874666, 1e-6);
  const Interval alike = wilson_clustered(std::vector<Cluster>{{1, 3}, {1, 3}, {2, 6}});
  EXPECT_NEAR(alike.low, wilson(1, 3).low, 1e-12);
  EXPECT_NEAR(alike.high, wilson(1, 3).high, 1e-12);
  EXPECT_EQ(wilson_clustered(std::vector<Cluster>{{0, 9}, {0, 9}}).high, wilson(0, 2).high);
}

TEST(Stats, ClustersCountAsManyTrialsAsTheirVarianceTells) {
  // 11.43 independent trials have the variance between these clusters.
  const Interval some = wilson_clustered(std::vector<Cluster>{{1, 4}, {3, 4}, {2, 8}});
  EXPECT_NEAR(some.low, 0.161599, 1e-6);
  EXPECT_NEAR(some.high, 0.651293, 1e-6);
  // Clusters that differ less than by chance are not worth more than their trials.
  const Interval most = wilson_clustered(std::vector<Cluster>{{4, 9}, {5, 9}, {4, 9}, {5, 9}});
  EXPECT_NEAR(most.low, wilson(18, 36).low, 1e-12);
  EXPECT_NEAR(most.high, wilson(18, 36).high, 1e-12);
}

TEST(Stats, McNemarByHand) {
  EXPECT_DOUBLE_EQ(mcnemar(8, 1), 2 * (1 + 9) / 512.0);
  EXPECT_DOUBLE_EQ(mcnemar(1, 8), mcnemar(8, 1));
  // 1 + 15 + 105 + 455 of 2^15 splits have at most 3 on one side.
  EXPECT_DOUBLE_EQ(mcnemar(3, 12), 2 * 576 / 32768.0);
  EXPECT_EQ(mcnemar(4, 4), 1);
  EXPECT_EQ(mcnemar(0, 0), 1);
}

TEST(Stats, AreSymmetric) {
  for (int k = 0; k <= 20; ++k) {
    EXPECT_NEAR(wilson(k, 20).low, 1 - wilson(20 - k, 20).high, 1e-12);
    EXPECT_NEAR(clopper_pearson(k, 20).low, 1 - clopper_pearson(20 - k, 20).high, 1e-12);
  }
}

TEST(Stats, RefuseCountsThatCannotBe) {
  EXPECT_THROW(wilson(0, 0), std::invalid_argument);
  EXPECT_THROW(wilson(-1, 5), std::invalid_argument);
  EXPECT_THROW(clopper_pearson(6, 5), std::invalid_argument);
  EXPECT_THROW(clopper_pearson(1, 5, 1), std::invalid_argument);
  EXPECT_THROW(wilson_clustered({}), std::invalid_argument);
  EXPECT_THROW(wilson_clustered(std::vector<Cluster>{{1, 2}, {0, 0}}), std::invalid_argument);
  EXPECT_THROW(mcnemar(-1, 2), std::invalid_argument);
}

}  // namespace
}  // namespace study
