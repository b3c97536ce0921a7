#include "nn/optimizer.h"

#include <gtest/gtest.h>

#include <cmath>

namespace nn {
namespace {

// Algorithm 1 of Kingma & Ba, one parameter, in double.
struct ScalarAdam {
  double m = 0, v = 0;
  int t = 0;

  double step(double p, double g) {
    ++t;
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    const double corrected_m = m / (1 - std::pow(0.9, t)),
                 corrected_v = v / (1 - std::pow(0.999, t));
    return p - 1e-3 * corrected_m / (std::sqrt(corrected_v) + 1e-8);
  }
};

TEST(Adam, FollowsTheAlgorithm) {
  constexpr std::size_t kCount = 37;
  Adam adam(kCount, {});
  std::vector<float> parameters(kCount), gradient(kCount);
  std::vector<ScalarAdam> scalars(kCount);
  std::vector<double> expected(kCount);
  for (int step = 0; step < 300; ++step) {
    for (std::size_t i = 0; i < kCount; ++i) {
      gradient[i] = static_cast<float>(std::sin(step * 0.3 + static_cast<double>(i)) + 0.2);
      expected[i] = scalars[i].step(expected[i], gradient[i]);
    }
    adam.step(parameters, gradient);
  }
  for (std::size_t i = 0; i < kCount; ++i) EXPECT_NEAR(parameters[i], expected[i], 2e-6) << i;
}

TEST(Adam, PrunedParametersStayExactlyZero) {
  Adam adam(3, {});
  std::vector<float> parameters{1, 2, 3};
  const std::vector<float> mask{1, 0, 1}, gradient{0.5F, 0.7F, -0.1F};
  Adam plain(3, {});
  std::vector<float> unpruned{1, 2, 3};
  for (int step = 0; step < 50; ++step) {
    adam.step(parameters, gradient, mask);
    plain.step(unpruned, gradient);
    ASSERT_EQ(parameters[1], 0);
    ASSERT_EQ(parameters[0], unpruned[0]);
    ASSERT_EQ(parameters[2], unpruned[2]);
  }
  EXPECT_LT(parameters[0], 1);
  EXPECT_GT(parameters[2], 3);
}

}  // namespace
}  // namespace nn
