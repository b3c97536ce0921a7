#include "nn/freezing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <memory>
#include <stdexcept>

#include "base/random.h"

namespace nn {
namespace {

constexpr std::size_t kCount = 6;
const std::vector<float> kBase{0.1F, -0.F, 1e-42F, -3.5F, 7.F, 0.25F};

Mask live(std::initializer_list<std::size_t> parameters) {
  Mask mask(kCount);
  for (std::size_t i = 0; i < kCount; ++i) {
    if (std::ranges::find(parameters, i) == parameters.end()) mask.prune(i);
  }
  return mask;
}

std::vector<std::unique_ptr<Optimizer>> all_optimisers() {
  std::vector<std::unique_ptr<Optimizer>> all;
  all.push_back(std::make_unique<Sgd>(
      kCount, SgdOptions{.momentum = 0.9F, .penalty = {.weight_decay = 0.1F, .l1 = 0.1F}}));
  all.push_back(std::make_unique<Adam>(
      kCount, AdamOptions{.penalty = {.weight_decay = 0.1F}, .decoupled_decay = true}));
  all.push_back(std::make_unique<Rmsprop>(kCount, RmspropOptions{}));
  return all;
}

TEST(Freezing, FrozenParametersKeepTheBitsOfTheBaseAndTheOthersMove) {
  for (auto& optimiser : all_optimisers()) {
    Freezing freezing(live({0, 4}), kBase, std::move(optimiser));
    base::Stream noise(1, "noise");
    std::vector<float> parameters = kBase;
    for (int step = 0; step < 50; ++step) {
      std::vector<float> gradient(kCount);
      for (float& slope : gradient) slope = static_cast<float>(noise.normal());
      const std::vector<float> before = parameters;
      freezing.step(parameters, gradient);
      for (std::size_t i = 0; i < kCount; ++i) {
        if (i == 0 || i == 4) {
          ASSERT_NE(parameters[i], before[i]) << i;
        } else {
          ASSERT_EQ(std::bit_cast<std::uint32_t>(parameters[i]),
                    std::bit_cast<std::uint32_t>(kBase[i]))
              << i;
        }
      }
    }
  }
}

// What is frozen has no effect on the step of the rest.
TEST(Freezing, LiveParametersMoveAsWithoutIt) {
  Adam alone(kCount, AdamOptions{});
  Freezing freezing(live({1, 2}), kBase, std::make_unique<Adam>(kCount, AdamOptions{}));
  std::vector<float> free = kBase, tuned = kBase;
  const std::vector<float> gradient{1, -2, 3, -4, 5, -6};
  for (int step = 0; step < 10; ++step) {
    alone.step(free, gradient);
    freezing.step(tuned, gradient);
  }
  EXPECT_EQ(tuned[1], free[1]);
  EXPECT_EQ(tuned[2], free[2]);
}

TEST(Freezing, RewindGivesBackTheBaseAndLeavesTheRest) {
  const Freezing freezing(live({3}), kBase, std::make_unique<Sgd>(kCount, SgdOptions{}));
  std::vector<float> parameters(kCount, 9.F);
  freezing.rewind(parameters);
  std::vector<float> expected = kBase;
  expected[3] = 9.F;
  EXPECT_EQ(parameters, expected);
}

TEST(Freezing, RefusesAnotherNumberOfValues) {
  EXPECT_THROW(Freezing(Mask(5), kBase, std::make_unique<Sgd>(5, SgdOptions{})),
               std::invalid_argument);
}

}  // namespace
}  // namespace nn
