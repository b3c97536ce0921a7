#include "nn/init.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace nn {
namespace {

Network wide() { return Network({Conv2d{4, 500, 3, Padding::circular}, Relu{}, Dense{500, 1}}); }

TEST(Initialise, PytorchIsUniformWithinOneOverRootFanIn) {
  Network network = wide();
  base::Stream stream(1, "init");
  initialise(network, Initialisation::pytorch, stream);
  for (const auto& [values, bound] :
       {std::pair{network.weights(0), 1 / 6.F}, std::pair{network.biases(0), 1 / 6.F},
        std::pair{network.weights(2), 1 / std::sqrt(500.F)}}) {
    const auto [low, high] = std::ranges::minmax(values);
    EXPECT_GE(low, -bound);
    EXPECT_LE(high, bound);
    EXPECT_LT(low, -0.95F * bound);
    EXPECT_GT(high, 0.95F * bound);
  }
}

TEST(Initialise, NormalHasUnitVarianceAndNoBias) {
  Network network = wide();
  base::Stream stream(1, "init");
  initialise(network, Initialisation::normal, stream);
  double squares = 0;
  for (const float weight : network.weights(0)) squares += double{weight} * weight;
  const double count = static_cast<double>(network.weights(0).size());
  EXPECT_NEAR(squares / count, 1, 5 * std::sqrt(2 / count));
  for (const float bias : network.biases(0)) EXPECT_EQ(bias, 0);
}

// Rows or columns, whichever are fewer: their products are the unit matrix.
TEST(Initialise, OrthogonalIsOrthonormal) {
  for (const auto& [in, out] : {std::pair{3, 8}, {8, 3}, {5, 5}, {1, 4}, {9, 1}}) {
    Network network({Dense{in, out}});
    base::Stream stream(1, "init");
    initialise(network, Initialisation::orthogonal, stream);
    const auto weight = [&, columns = in](int o, int i) {
      return double{network.weights(0)[static_cast<std::size_t>(o * columns + i)]};
    };
    const bool by_rows = out <= in;
    const int vectors = std::min(in, out), length = std::max(in, out);
    for (int a = 0; a < vectors; ++a) {
      for (int b = 0; b < vectors; ++b) {
        double product = 0;
        for (int i = 0; i < length; ++i) {
          product += by_rows ? weight(a, i) * weight(b, i) : weight(i, a) * weight(i, b);
        }
        EXPECT_NEAR(product, a == b ? 1 : 0, 1e-6) << in << " to " << out;
      }
    }
    for (const float bias : network.biases(0)) EXPECT_EQ(bias, 0);
  }
}

// A weight of a uniformly drawn orthogonal 2x2 matrix is a cosine: mean 0, mean square 1/2. Without
// the signs fixed, Householder's first one would never be positive.
TEST(Initialise, OrthogonalIsUniform) {
  base::Stream stream(1, "init");
  constexpr int kDraws = 2000;
  double sum = 0, squares = 0;
  for (int draw = 0; draw < kDraws; ++draw) {
    Network network({Dense{2, 2}});
    initialise(network, Initialisation::orthogonal, stream);
    const double first = network.weights(0)[0];
    sum += first;
    squares += first * first;
  }
  EXPECT_NEAR(sum / kDraws, 0, 5 * std::sqrt(0.5 / kDraws));
  EXPECT_NEAR(squares / kDraws, 0.5, 5 * std::sqrt(0.125 / kDraws));
}

TEST(Initialise, SignedConstantIsOneSizeWithBothSigns) {
  Network network = wide();
  base::Stream stream(1, "init");
  initialise(network, Initialisation::signed_constant, stream);
  const auto weights = network.weights(0);
  for (const float weight : weights)
    ASSERT_EQ(std::abs(weight), static_cast<float>(1 / std::sqrt(18.)));
  const auto count = static_cast<double>(weights.size());
  EXPECT_NEAR(static_cast<double>(std::ranges::count_if(weights, [](float w) { return w > 0; })),
              count / 2, 5 * std::sqrt(count / 4));
  for (const float bias : network.biases(0)) EXPECT_EQ(bias, 0);
}

TEST(Initialise, GlorotIsUniformWithinTheRootOfSixOverBothFans) {
  Network network = wide();
  base::Stream stream(1, "init");
  initialise(network, Initialisation::glorot_uniform, stream);
  // 4 channels of 9 cells in, 500 of 9 out; 500 in, 1 out.
  for (const auto& [values, bound] : {std::pair{network.weights(0), std::sqrt(6 / 4536.F)},
                                      std::pair{network.weights(2), std::sqrt(6 / 501.F)}}) {
    const auto [low, high] = std::ranges::minmax(values);
    EXPECT_GE(low, -bound);
    EXPECT_LE(high, bound);
    EXPECT_LT(low, -0.95F * bound);
    EXPECT_GT(high, 0.95F * bound);
  }
  for (const std::size_t layer : {0u, 2u}) {
    for (const float bias : network.biases(layer)) EXPECT_EQ(bias, 0);
  }
}

TEST(Initialise, HeNormalHasVarianceTwoOverFanInAndNoBias) {
  Network network = wide();
  base::Stream stream(1, "init");
  initialise(network, Initialisation::he_normal, stream);
  double squares = 0;
  for (const float weight : network.weights(0)) squares += double{weight} * weight;
  const double count = static_cast<double>(network.weights(0).size());
  EXPECT_NEAR(squares / count * 36 / 2, 1, 5 * std::sqrt(2 / count));
  for (const float bias : network.biases(0)) EXPECT_EQ(bias, 0);
}

TEST(Initialise, ActivationsStartAtTheirOwnValues) {
  for (const Initialisation each : {Initialisation::pytorch, Initialisation::orthogonal}) {
    Network network({Dense{1, 2}, Prelu{2}, Quadratic{2}, Tied{1}, Dense{2, 1}});
    base::Stream stream(1, "init");
    initialise(network, each, stream);
    EXPECT_THAT(network.weights(1), testing::ElementsAre(0.25F, 0.25F));
    EXPECT_THAT(network.weights(2), testing::ElementsAre(0, 1, 0, 0, 1, 0));
  }
}

TEST(Initialise, IsAFunctionOfTheStream) {
  for (const char* name :
       {"pytorch", "normal", "orthogonal", "signed-constant", "glorot-uniform", "he-normal"}) {
    Network one = wide(), two = wide();
    base::Stream first(7, "init"), again(7, "init");
    initialise(one, parse_initialisation(name), first);
    initialise(two, parse_initialisation(name), again);
    EXPECT_TRUE(std::ranges::equal(one.parameters(), two.parameters())) << name;
  }
}

TEST(ParseInitialisation, NamesWhatIsAllowed) {
  EXPECT_EQ(parse_initialisation("normal"), Initialisation::normal);
  try {
    parse_initialisation("he");
    FAIL() << "'he' was taken";
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(),
                 "initialisation he: needs 'pytorch', 'normal', 'orthogonal', 'signed-constant', "
                 "'glorot-uniform' or 'he-normal'");
  }
}

}  // namespace
}  // namespace nn
