#include "nn/sum_lanes.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace nn
