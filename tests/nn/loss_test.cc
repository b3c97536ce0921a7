#include "nn/loss.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "nn/gradient_check.h"

namespace nn {
namespace {

double loss_in_double(double z, double t) {
  return std::max(z, 0.0) - z * t + std::log1p(std::exp(-std::abs(z)));
}

TEST(BceWithLogits, EqualsTheFormulaAtEveryLength) {
  for (const std::size_t count : {1U, 15U, 16U, 63U, 64U, 65U, 200U}) {
    std::vector<float> logits, targets, weights, gradient(count);
    double expected = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const double x = static_cast<double>(i);
      logits.push_back(static_cast<float>(20 * std::sin(x)));
      targets.push_back(i % 3 == 0);
      weights.push_back(static_cast<float>(1 / (1 + x)));
      expected += double{weights[i]} * loss_in_double(logits[i], targets[i]);
    }
    EXPECT_NEAR(bce_with_logits(logits, targets, weights, gradient), expected, 1e-5 * expected);
    for (std::size_t i = 0; i < count; ++i) {
      EXPECT_NEAR(gradient[i], weights[i] * (1 / (1 + std::exp(-double{logits[i]})) - targets[i]),
                  1e-6);
    }
  }
}

TEST(BceWithLogits, ReferenceGradientEqualsFiniteDifferences) {
  for (const double t : {0., 1.}) {
    for (const double z : {-5., -0.1, 0., 0.3, 7.}) {
      const std::vector<double> point{z}, slope{1 / (1 + std::exp(-z)) - t};
      const auto check =
          check_gradient([&](std::span<const double> p) { return loss_in_double(p[0], t); }, point,
                         slope, 1e-5, 1);
      EXPECT_LT(check.worst_error, 1e-9);
      EXPECT_EQ(check.compared, 1);
    }
  }
}

TEST(BceWithLogits, LargeLogitsStayFinite) {
  const std::vector<float> logits{-1e4F, 1e4F, -1e4F, 1e4F}, targets{0, 1, 1, 0}, weights(4, 0.25F);
  std::vector<float> gradient(4);
  EXPECT_FLOAT_EQ(static_cast<float>(bce_with_logits(logits, targets, weights, gradient)), 5e3F);
  const std::vector<float> expected{0, 0, -0.25F, 0.25F};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(gradient[i], expected[i], 1e-30) << i;
}

TEST(BceWithLogits, WeightZeroLeavesASampleOut) {
  const std::vector<float> logits{3, -2}, targets{0, 1}, weights{0, 0};
  std::vector<float> gradient(2, 9);
  EXPECT_EQ(bce_with_logits(logits, targets, weights, gradient), 0);
  EXPECT_EQ(gradient, (std::vector<float>{0, 0}));
}

}  // namespace
}  // namespace nn
