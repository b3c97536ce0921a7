#include <gtest/gtest.h>

#include "nn/gradient_check.h"
#include "nn/reference.h"
#include "random_case.h"

namespace nn {
namespace {

// The readable reference against central differences, in double precision.
void expect_finite_differences(const RandomCase& sample) {
  const auto at = [&](auto function, std::span<const double> parameters) {
    return function(sample.network, parameters, sample.height, sample.width, sample.input,
                    sample.targets, sample.weights);
  };
  const auto check = check_gradient(
      [&](std::span<const double> parameters) { return at(reference_loss, parameters); },
      sample.parameters, at(reference_pass, sample.parameters).gradient, 1e-5, 1e-4);
  EXPECT_LT(check.worst_error, 1e-8);
  EXPECT_GT(check.compared, 20 * check.kinks);
}

TEST(ReferenceGradient, EqualsFiniteDifferences) {
  std::uint64_t seed = 0;
  for (const auto& layers : sample_architectures()) {
    for (const auto& [height, width] : {std::pair{4, 5}, std::pair{1, 3}}) {
      SCOPED_TRACE(++seed);
      expect_finite_differences({layers, height, width, seed});
    }
  }
  for (const auto& layers : layer_architectures()) {
    for (const auto& [height, width] : {std::pair{5, 6}, std::pair{7, 5}}) {
      SCOPED_TRACE(++seed);
      expect_finite_differences({layers, height, width, seed});
    }
  }
}

TEST(CheckGradient, SeesAWrongGradientAndLeavesKinksOut) {
  const auto loss = [](std::span<const double> p) { return p[0] * p[0] + std::max(p[1], 0.0); };
  const std::vector<double> point{3, 0};
  const auto right = check_gradient(loss, point, std::vector<double>{6, 0}, 1e-5, 1e-3);
  EXPECT_LT(right.worst_error, 1e-8);
  EXPECT_EQ(right.compared, 1);
  EXPECT_EQ(right.kinks, 1);
  const auto wrong = check_gradient(loss, point, std::vector<double>{5, 0}, 1e-5, 1e-3);
  EXPECT_NEAR(wrong.worst_error, 1, 1e-6);
}

}  // namespace
}  // namespace nn
