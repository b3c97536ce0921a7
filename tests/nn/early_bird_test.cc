#include "nn/early_bird.h"

#include <gtest/gtest.h>

namespace nn {
namespace {

// Of 22 parameters 2 are not prunable; half of the others are live, from number `first` on.
Mask mask_from(std::size_t first) {
  Mask mask(22);
  for (std::size_t i = 10; i < 20; ++i) mask.prune((first + i) % 20);
  return mask;
}

TEST(MaskDistance, IsTheShareOfPlacesThatDiffer) {
  EXPECT_EQ(mask_distance(mask_from(0), mask_from(0), 20), 0);
  EXPECT_EQ(mask_distance(mask_from(0), mask_from(1), 20), 0.1);
  EXPECT_EQ(mask_distance(mask_from(0), mask_from(10), 20), 1);
}

TEST(EarlyBird, DrawsOnceTheNewestIsNearTheFourBefore) {
  EarlyBird bird(20);
  for (const std::size_t first : {4U, 2U, 1U, 1U, 0U}) EXPECT_FALSE(bird.add(mask_from(first)));
  // Four before: 2 1 1 0, the first 0.2 away.
  EXPECT_FALSE(bird.add(mask_from(0)));
  // 1 1 0 0
  EXPECT_TRUE(bird.add(mask_from(0)));
  EXPECT_TRUE(bird.add(mask_from(1)));
  EXPECT_FALSE(bird.add(mask_from(2)));
}

}  // namespace
}  // namespace nn
