#include "nn/mask.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nn {
namespace {

TEST(Mask, CountsAndZeroesWhatIsPruned) {
  Mask mask(4);
  EXPECT_EQ(mask.live_count(), 4u);
  mask.prune(2);
  mask.prune(0);
  mask.prune(2);
  EXPECT_EQ(mask.live_count(), 2u);
  EXPECT_FALSE(mask.is_live(0));
  EXPECT_TRUE(mask.is_live(1));
  EXPECT_THAT(mask.values(), testing::ElementsAre(0, 1, 0, 1));
  std::vector<float> parameters{5, 6, 7, 8};
  mask.apply(parameters);
  EXPECT_THAT(parameters, testing::ElementsAre(0, 6, 0, 8));
  mask.give_back(2);
  EXPECT_THAT(mask.values(), testing::ElementsAre(0, 1, 1, 1));
}

}  // namespace
}  // namespace nn
