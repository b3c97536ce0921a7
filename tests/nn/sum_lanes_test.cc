#include "nn/sum_lanes.h"

#include <gtest/gtest.h>

#include <vector>

namespace nn {
namespace {

TEST(SumLanes, LaneLHoldsTheSumOfVectorL) {
  std::array<Lanes, kLanes> vectors;
  for (int l = 0; l < kLanes; ++l) {
    for (int lane = 0; lane < kLanes; ++lane) {
      vectors[static_cast<std::size_t>(l)][lane] = static_cast<float>(1000 * l + lane * lane);
    }
  }
  const Lanes sums = sum_lanes(vectors);
  for (int l = 0; l < kLanes; ++l) {
    EXPECT_EQ(sums[l], static_cast<float>(16'000 * l + 1240));  // 1240 = 0 + 1 + 4 + ... + 225
  }
}

TEST(SumAllLanes, EveryVectorHasItsOwnSum) {
  for (const std::size_t count : {0U, 1U, 15U, 16U, 17U, 32U, 45U}) {
    std::vector<Lanes> vectors(count);
    for (std::size_t i = 0; i < count; ++i) {
      for (int lane = 0; lane < kLanes; ++lane) vectors[i][lane] = static_cast<float>(i) * 2 + 1;
    }
    std::vector<float> sums(count);
    sum_all_lanes(vectors, sums);
    for (std::size_t i = 0; i < count; ++i) {
      EXPECT_EQ(sums[i], 32 * static_cast<float>(i) + 16) << i << " of " << count;
    }
  }
}

}  // namespace
}  // namespace nn
