#include "nn/schedule.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace nn {
namespace {

void expect_rates(const Schedule& schedule, const std::vector<float>& expected) {
  for (std::size_t step = 0; step < expected.size(); ++step) {
    EXPECT_NEAR(learning_rate_at(schedule, static_cast<std::int64_t>(step)), expected[step], 1e-8)
        << step;
  }
}

TEST(LearningRateAt, ConstantIsConstant) {
  EXPECT_EQ(learning_rate_at(ConstantRate{0.05F}, 0), 0.05F);
  EXPECT_EQ(learning_rate_at(ConstantRate{0.05F}, 1'000'000'000'000), 0.05F);
}

// What PyTorch 1.13's StepLR(3, gamma=0.5) and CosineAnnealingLR(4, eta_min=0.01) give.
TEST(LearningRateAt, StepIsPytorchs) {
  expect_rates(StepRate{0.05F, 0.5F, 3},
               {0.05F, 0.05F, 0.05F, 0.025F, 0.025F, 0.025F, 0.0125F, 0.0125F});
}

TEST(LearningRateAt, CosineIsPytorchs) {
  expect_rates(CosineRate{0.05F, 0.01F, 4},
               {0.05F, 0.04414214F, 0.03F, 0.01585786F, 0.01F, 0.01585786F, 0.03F, 0.04414214F});
}

TEST(LearningRateAt, RefusesPeriodsBelowOne) {
  EXPECT_THROW(learning_rate_at(StepRate{0.1F, 0.5F, 0}, 3), std::invalid_argument);
  EXPECT_THROW(learning_rate_at(CosineRate{0.1F, 0, -2}, 3), std::invalid_argument);
}

}  // namespace
}  // namespace nn
