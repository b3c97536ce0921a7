#include "deploy/last_bias.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "base/random.h"

namespace deploy {
namespace {

std::int64_t errors_of(const std::vector<std::int32_t>& sums,
                       const std::vector<std::uint8_t>& alive, std::int32_t threshold) {
  std::int64_t errors = 0;
  for (std::size_t k = 0; k < sums.size(); ++k) errors += (sums[k] > threshold) != (alive[k] == 1);
  return errors;
}

TEST(BestThreshold, IsTheMiddleOfTheGap) {
  const std::vector<std::uint8_t> alive{0, 1, 0, 1};
  const Threshold best = best_threshold(std::vector<std::int32_t>{-7, 10, 0, 20}, alive);
  EXPECT_EQ(best.errors, 0);
  EXPECT_EQ(best.value, 4);  // 0 is not above it, 10 is, and either by as much
  EXPECT_EQ(best_threshold(std::vector<std::int32_t>{3, 4, 2, 5}, alive).value, 3);
}

TEST(BestThreshold, NoThresholdIsBetter) {
  base::Stream random(1, "sums");
  for (int trial = 0; trial < 500; ++trial) {
    std::vector<std::int32_t> sums;
    std::vector<std::uint8_t> alive{0, 1};
    for (int k = 0; k < 12; ++k) sums.push_back(static_cast<int>(random.next_u32() % 9));
    while (alive.size() < sums.size()) alive.push_back(random.next_u32() % 2);
    const Threshold best = best_threshold(sums, alive);
    EXPECT_EQ(errors_of(sums, alive, best.value), best.errors);
    for (int threshold = -1; threshold <= 9; ++threshold) {
      EXPECT_GE(errors_of(sums, alive, threshold), best.errors);
    }
  }
}

}  // namespace
}  // namespace deploy
