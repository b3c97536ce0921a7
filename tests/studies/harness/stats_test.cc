#include "studies/harness/stats.h"

#include <gtest/gtest.h>

#include <stdexcept>

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
}

}  // namespace
}  // namespace study
