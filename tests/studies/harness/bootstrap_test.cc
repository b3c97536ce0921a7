#include "studies/harness/bootstrap.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

namespace study {
namespace {

/// Rates of 1/17, 1/5, 1/2, 4/5 and 16/17, so midpoint 0 and slope 1.
std::vector<Level> symmetric_levels() {
  const double step = std::log(4.0);
  return {{-2 * step, 20, 340},
          {-step, 68, 340},
          {0, 170, 340},
          {step, 272, 340},
          {2 * step, 320, 340}};
}

HalfBootstrap bootstrap(const std::vector<Level>& levels, double max_lapse, std::uint64_t seed,
                        std::int64_t replicates) {
  base::Stream stream(seed, "bootstrap test");
  return bootstrap_half(levels, *fit_logistic(levels, max_lapse), max_lapse, stream, replicates);
}

TEST(Bootstrap, IsAsWideAsTheInformationSays) {
  const HalfBootstrap result = bootstrap(symmetric_levels(), 0, 1, 1999);
  EXPECT_EQ(result.replicates, 1999);
  EXPECT_EQ(result.without_estimate, 0);
  ASSERT_TRUE(result.interval);
  // The information about the midpoint at slope 1 is the sum of n p (1 - p); the slope's part is
  // none by symmetry.
  double information = 0;
  for (const double p : {1 / 17.0, 1 / 5.0, 1 / 2.0, 4 / 5.0, 16 / 17.0}) {
    information += 340 * p * (1 - p);
  }
  const double expected = 1.96 / std::sqrt(information);
  EXPECT_NEAR(result.interval->low, -expected, 0.1 * expected);
  EXPECT_NEAR(result.interval->high, expected, 0.1 * expected);
}

TEST(Bootstrap, TheSameStreamGivesTheSameInterval) {
  const HalfBootstrap one = bootstrap(symmetric_levels(), kMaxLapse, 1, 79);
  const HalfBootstrap same = bootstrap(symmetric_levels(), kMaxLapse, 1, 79);
  const HalfBootstrap other = bootstrap(symmetric_levels(), kMaxLapse, 2, 79);
  ASSERT_TRUE(one.interval && same.interval && other.interval);
  EXPECT_EQ(one.interval->low, same.interval->low);
  EXPECT_EQ(one.interval->high, same.interval->high);
  EXPECT_NE(one.interval->low, other.interval->low);
  EXPECT_LT(one.interval->low, 0);
  EXPECT_GT(one.interval->high, 0);
}

TEST(Bootstrap, NoIntervalWhereManyReplicatesHaveNoEstimate) {
  // One trial of difference: many replicates have a jump.
  const HalfBootstrap result = bootstrap({{0, 1, 8}, {1, 4, 8}, {2, 8, 8}}, 0, 1, 199);
  EXPECT_GT(result.without_estimate, 10);
  EXPECT_FALSE(result.interval);
}

TEST(Bootstrap, NeedsEnoughReplicates) {
  EXPECT_THROW(bootstrap(symmetric_levels(), 0, 1, 38), std::invalid_argument);
}

}  // namespace
}  // namespace study
