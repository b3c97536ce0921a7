#include "nn/vector_math.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nn {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

// Largest distance from `expected`, in units of its last place as a float, over 16 values at a time
// from `low` to `high`.
template <class Function, class Expected>
double worst_ulps(Function function, Expected expected, double low, double high) {
  constexpr int kVectors = 20000;
  double worst = 0;
  for (int v = 0; v < kVectors; ++v) {
    Lanes x;
    for (int lane = 0; lane < kLanes; ++lane) {
      x[lane] = static_cast<float>(low + (high - low) * (v * kLanes + lane) / (kVectors * kLanes));
    }
    const Lanes y = function(x);
    for (int lane = 0; lane < kLanes; ++lane) {
      const double exact = expected(double{x[lane]});
      const auto size = static_cast<float>(std::abs(exact));
      const double ulp = double{std::nextafter(size, kInfinity)} - double{size};
      worst = std::max(worst, std::abs(double{y[lane]} - exact) / ulp);
    }
  }
  return worst;
}

template <class Function>
float at(Function function, float x) {
  Lanes lanes = {};
  lanes[kLanes - 1] = x;
  return function(lanes)[kLanes - 1];
}

const auto kExp = [](Lanes x) { return exp(x); };
const auto kLog = [](Lanes x) { return log(x); };
const auto kSigmoid = [](Lanes x) { return sigmoid(x); };
const auto kTanh = [](Lanes x) { return tanh(x); };

TEST(VectorMath, ExpIsWithinTwoUlps) {
  const auto expected = [](double x) { return std::exp(x); };
  EXPECT_LE(worst_ulps(kExp, expected, -87.3, 88.7), 2);
  EXPECT_LE(worst_ulps(kExp, expected, -1e-3, 1e-3), 2);
  EXPECT_LE(worst_ulps(kExp, expected, -103.9, -87.3), 2);
}

TEST(VectorMath, ExpAtTheEnds) {
  EXPECT_EQ(at(kExp, 0), 1);
  EXPECT_EQ(at(kExp, -105), 0);
  EXPECT_EQ(at(kExp, -kInfinity), 0);
  EXPECT_EQ(at(kExp, 88.73F), kInfinity);
  EXPECT_EQ(at(kExp, kInfinity), kInfinity);
  EXPECT_TRUE(std::isnan(at(kExp, kNaN)));
}

TEST(VectorMath, LogIsWithinTwoUlps) {
  const auto expected = [](double x) { return std::log(x); };
  EXPECT_LE(worst_ulps(kLog, expected, 0.5, 2), 2);
  EXPECT_LE(worst_ulps(kLog, expected, 0.999, 1.001), 2);
  EXPECT_LE(worst_ulps(kLog, expected, 1e-37, 1e-30), 2);
  EXPECT_LE(worst_ulps(kLog, expected, 2, 3e38), 2);
}

TEST(VectorMath, LogAtTheEnds) {
  EXPECT_EQ(at(kLog, 1), 0);
  EXPECT_EQ(at(kLog, 0), -kInfinity);
  EXPECT_EQ(at(kLog, kInfinity), kInfinity);
  EXPECT_TRUE(std::isnan(at(kLog, -1)));
  EXPECT_TRUE(std::isnan(at(kLog, -kInfinity)));
  EXPECT_TRUE(std::isnan(at(kLog, kNaN)));
}

TEST(VectorMath, SigmoidIsWithinFourUlps) {
  const auto expected = [](double x) { return 1 / (1 + std::exp(-x)); };
  EXPECT_LE(worst_ulps(kSigmoid, expected, -87, 20), 4);
  EXPECT_LE(worst_ulps(kSigmoid, expected, -0.01, 0.01), 4);
  EXPECT_EQ(at(kSigmoid, 0), 0.5F);
  EXPECT_EQ(at(kSigmoid, -kInfinity), 0);
  EXPECT_EQ(at(kSigmoid, kInfinity), 1);
  EXPECT_TRUE(std::isnan(at(kSigmoid, kNaN)));
}

TEST(VectorMath, TanhIsWithinFourUlps) {
  const auto expected = [](double x) { return std::tanh(x); };
  EXPECT_LE(worst_ulps(kTanh, expected, -10, 10), 4);
  EXPECT_LE(worst_ulps(kTanh, expected, -1e-3, 1e-3), 4);
  EXPECT_EQ(at(kTanh, -kInfinity), -1);
  EXPECT_EQ(at(kTanh, kInfinity), 1);
  EXPECT_TRUE(std::signbit(at(kTanh, -0.F)));
  EXPECT_TRUE(std::isnan(at(kTanh, kNaN)));
}

}  // namespace
}  // namespace nn
