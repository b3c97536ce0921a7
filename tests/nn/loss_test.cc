#include "nn/loss.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <ostream>
#include <stdexcept>
#include <vector>

#include "base/aligned_vector.h"

namespace nn {
namespace {

using Values = std::vector<float>;

/// A loss of the library and its formula for one sample, in double.
struct Case {
  const char* name;
  std::function<double(const Values&, const Values&, const Values&, Values&)> loss;
  std::function<double(double z, double t)> formula;
};

void PrintTo(const Case& sample, std::ostream* out) { *out << sample.name; }

double cross_entropy(double z, double t) {
  return std::max(z, 0.0) - z * t + std::log1p(std::exp(-std::abs(z)));
}

double focal(double z, double t, double gamma) {
  const double p = 1 / (1 + std::exp(t > 0 ? -z : z));
  return std::pow(1 - p, gamma) * -std::log(p);
}

std::vector<Case> losses() {
  return {{"bce",
           [](const Values& z, const Values& t, const Values& w, Values& gradient) {
             return bce_with_logits(z, t, w, gradient);
           },
           cross_entropy},
          {"squared_error",
           [](const Values& z, const Values& t, const Values& w, Values& gradient) {
             return squared_error(z, t, w, gradient);
           },
           [](double z, double t) { return (z - t) * (z - t); }},
          {"squared_error_with_logits",
           [](const Values& z, const Values& t, const Values& w, Values& gradient) {
             return squared_error_with_logits(z, t, w, gradient);
           },
           [](double z, double t) { return std::pow(1 / (1 + std::exp(t > 0 ? z : -z)), 2); }},
          {"squared_error_of_relu",
           [](const Values& z, const Values& t, const Values& w, Values& gradient) {
             return squared_error_of_relu(z, t, w, gradient);
           },
           [](double z, double t) { return std::pow(std::max(z + 0.5, 0.0) - t, 2); }},
          {"focal_2",
           [](const Values& z, const Values& t, const Values& w, Values& gradient) {
             return focal_with_logits(z, t, w, 2, gradient);
           },
           [](double z, double t) { return focal(z, t, 2); }},
          {"focal_half",
           [](const Values& z, const Values& t, const Values& w, Values& gradient) {
             return focal_with_logits(z, t, w, 0.5F, gradient);
           },
           [](double z, double t) { return focal(z, t, 0.5); }}};
}

class EachLoss : public testing::TestWithParam<Case> {};

INSTANTIATE_TEST_SUITE_P(All, EachLoss, testing::ValuesIn(losses()),
                         [](const auto& each) { return each.param.name; });

// At every length: the loss by its formula, the gradient by the formula's central differences.
TEST_P(EachLoss, EqualsTheFormulaAndItsFiniteDifferences) {
  const auto& [name, loss, formula] = GetParam();
  for (const std::size_t count : {1U, 15U, 16U, 63U, 64U, 65U, 200U, 1024U, 1040U, 2500U}) {
    Values logits, targets, weights, gradient(count);
    double expected = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const double x = static_cast<double>(i);
      logits.push_back(static_cast<float>(9 * std::sin(x)));
      targets.push_back(i % 3 == 0);
      weights.push_back(static_cast<float>(1 / (1 + x)));
      expected += double{weights[i]} * formula(logits[i], targets[i]);
    }
    EXPECT_NEAR(loss(logits, targets, weights, gradient), expected, 2e-6 * (1 + expected)) << count;
    constexpr double kStep = 1e-5;
    for (std::size_t i = 0; i < count; ++i) {
      const double z = logits[i], t = targets[i];
      const double slope = (formula(z + kStep, t) - formula(z - kStep, t)) / (2 * kStep);
      ASSERT_NEAR(gradient[i], weights[i] * slope, 2e-6 * weights[i] * (1 + std::abs(slope))) << z;
    }
  }
}

TEST_P(EachLoss, WeightZeroLeavesASampleOut) {
  const Values logits{3, -2}, targets{0, 1}, weights{0, 0};
  Values gradient(2, 9);
  EXPECT_EQ(GetParam().loss(logits, targets, weights, gradient), 0);
  EXPECT_EQ(gradient, (Values{0, 0}));
}

TEST(SquaredErrorOfRelu, HasNoSlopeWhereTheOutputIsNothing) {
  const Values logits{-0.5F, -3, -0.5F, -3}, targets{0, 0, 1, 1}, weights(4, 1);
  Values gradient(4, 9);
  EXPECT_EQ(squared_error_of_relu(logits, targets, weights, gradient), 2);
  EXPECT_EQ(gradient, Values(4, 0));
}

TEST_P(EachLoss, NaNGivesNaN) {
  const Values logits{1, std::numeric_limits<float>::quiet_NaN()}, targets{0, 1}, weights{1, 1};
  Values gradient(2);
  EXPECT_TRUE(std::isnan(GetParam().loss(logits, targets, weights, gradient)));
  EXPECT_FALSE(std::isnan(gradient[0]));
  EXPECT_TRUE(std::isnan(gradient[1]));
}

TEST_P(EachLoss, LargeLogitsStayFinite) {
  const Values logits{-1e4F, 1e4F, -1e4F, 1e4F}, targets{0, 1, 1, 0}, weights(4, 0.25F);
  Values gradient(4);
  EXPECT_TRUE(std::isfinite(GetParam().loss(logits, targets, weights, gradient)));
  for (const float slope : gradient) EXPECT_TRUE(std::isfinite(slope));
}

TEST(BceWithLogits, IsTheLogitWhereItIsLargeAndWrong) {
  const Values logits{-1e4F, 1e4F, -1e4F, 1e4F}, targets{0, 1, 1, 0}, weights(4, 0.25F);
  Values gradient(4);
  EXPECT_FLOAT_EQ(static_cast<float>(bce_with_logits(logits, targets, weights, gradient)), 5e3F);
  const Values expected{0, 0, -0.25F, 0.25F};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(gradient[i], expected[i], 1e-30) << i;
}

TEST(FocalWithLogits, GammaZeroIsCrossEntropy) {
  const Values logits{-3, 0.5F, 0, 20}, targets{0, 1, 1, 0}, weights{1, 2, 3, 4};
  Values plain(4), focal(4);
  EXPECT_NEAR(focal_with_logits(logits, targets, weights, 0, focal),
              bce_with_logits(logits, targets, weights, plain), 1e-5);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(focal[i], plain[i], 1e-6) << i;
}

TEST(EffectiveNumberWeights, GoFromEqualToInverseFrequency) {
  const ClassWeights equal = effective_number_weights(100, 300, 0);
  EXPECT_EQ(equal.negative, 1);
  EXPECT_EQ(equal.positive, 1);
  const ClassWeights inverse = effective_number_weights(100, 300, 1 - 1e-9);
  EXPECT_NEAR(inverse.negative, 1.5, 1e-6);
  EXPECT_NEAR(inverse.positive, 0.5, 1e-6);
  // (1 - 0.9) / (1 - 0.9^1) = 1 and 0.1 / 0.19 = 10 / 19: 2 * 19 / 29 and 2 * 10 / 29.
  const ClassWeights between = effective_number_weights(1, 2, 0.9);
  EXPECT_NEAR(between.negative, 38. / 29, 1e-6);
  EXPECT_NEAR(between.positive, 20. / 29, 1e-6);
  EXPECT_THROW(effective_number_weights(0, 5, 0.9), std::invalid_argument);
  EXPECT_THROW(effective_number_weights(5, 5, 1), std::invalid_argument);
}

TEST(WeighClasses, MultipliesByTheWeightOfTheTarget) {
  Values weights{1, 2, 3};
  weigh_classes(Values{0, 1, 0}, {0.5F, 10}, weights);
  EXPECT_EQ(weights, (Values{0.5F, 20, 1.5F}));
}

TEST(MeanBceWithLogits, EqualsTheWeightedLoss) {
  for (const std::size_t count : {16U, 1024U, 1040U, 4096U}) {
    base::AlignedVector<float> logits(count), targets(count), gradient(count);
    for (std::size_t i = 0; i < count; ++i) {
      logits[i] = static_cast<float>(12 * std::sin(static_cast<double>(i)));
      targets[i] = i % 3 == 0;
    }
    const float weight = 1 / static_cast<float>(count);
    const Values weights(count, weight);
    Values slopes(count);
    const double expected = bce_with_logits(logits, targets, weights, slopes);
    EXPECT_NEAR(mean_bce_with_logits(logits, targets, weight, gradient).loss, expected,
                1e-6 * expected);
    for (std::size_t i = 0; i < count; ++i) {
      ASSERT_NEAR(gradient[i], slopes[i], 1e-6F * weight) << logits[i];
    }
  }
}

TEST(MeanBceWithLogits, KeepsSmallGradientsAndLargeLosses) {
  base::AlignedVector<float> logits(16), targets(16), gradient(16);
  logits[0] = -60;  // right by far
  logits[1] = 60;
  targets[1] = 1;
  logits[2] = 1e4F;  // wrong by far
  logits[3] = -1e4F;
  targets[3] = 1;
  const BatchLoss result = mean_bce_with_logits(logits, targets, 1, gradient);
  EXPECT_NEAR(result.loss, 2e4 + 12 * std::log(2), 1e-2);
  EXPECT_NEAR(gradient[0] / std::exp(-60.), 1, 1e-5);
  EXPECT_NEAR(gradient[1] / -std::exp(-60.), 1, 1e-5);
  EXPECT_EQ(gradient[2], 1);
  EXPECT_EQ(gradient[3], -1);
}

TEST(MeanBceWithLogits, CountsWhatIsWrongAZeroBeingDead) {
  base::AlignedVector<float> logits(32, -1), targets(32), gradient(32);
  EXPECT_EQ(mean_bce_with_logits(logits, targets, 1, gradient).wrong, 0);
  logits[0] = 0;
  logits[1] = -0.F;
  EXPECT_EQ(mean_bce_with_logits(logits, targets, 1, gradient).wrong, 0);
  targets[0] = targets[1] = targets[2] = 1;
  EXPECT_EQ(mean_bce_with_logits(logits, targets, 1, gradient).wrong, 3);
  logits[17] = 1e-30F;
  logits[2] = 5;
  EXPECT_EQ(mean_bce_with_logits(logits, targets, 1, gradient).wrong, 3);
}

TEST(MeanBceWithLogits, NaNGivesNaN) {
  base::AlignedVector<float> logits(16), targets(16), gradient(16);
  logits[5] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(std::isnan(mean_bce_with_logits(logits, targets, 1, gradient).loss));
  EXPECT_TRUE(std::isnan(gradient[5]));
  EXPECT_FALSE(std::isnan(gradient[4]));
}

}  // namespace
}  // namespace nn
