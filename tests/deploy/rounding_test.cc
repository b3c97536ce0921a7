#include "deploy/rounding.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "deploy/trained_network.h"
#include "deploy/window_set.h"
#include "nn/init.h"
#include "studies/task/hand_made.h"
#include "studies/task/life_network.h"

namespace deploy {
namespace {

constexpr auto kTorus = life::Topology::torus;
constexpr Widths kNarrow{16, 8};

RealNetwork random_network(int steps, int m) {
  nn::Network network = task::life_network(steps, m, kTorus);
  base::Stream random(2, "init");
  nn::initialise(network, nn::Initialisation::normal, random);
  return real_network(network);
}

std::vector<LayerRounding> every_layer(const RealNetwork& network, LayerRounding rounding) {
  return std::vector(network.layers.size(), rounding);
}

TEST(IntegerFold, FindsTheIntegersOfHandMadeNetworks) {
  const RealNetwork interval = real_network(task::interval_network(kTorus));
  EXPECT_EQ(integer_fold(interval.layers[0], 127), 2);
  EXPECT_EQ(integer_fold(interval.layers[1], 127), 1);  // -2, -2
  EXPECT_EQ(integer_fold(interval.layers[0], 1), std::nullopt);
  // 1 and 0.1.
  const RealNetwork springer = real_network(task::springer_kenyon_network(kTorus));
  EXPECT_EQ(integer_fold(springer.layers[0], 127), 10);
  EXPECT_EQ(integer_fold(random_network(1, 1).layers[0], 127), std::nullopt);
}

TEST(Rounded, FoldedIntegersAreTheNetwork) {
  const RealNetwork real = real_network(task::bibin_dereventsov_network(kTorus));
  for (const WeightKind kind : {WeightKind::int8, WeightKind::int4, WeightKind::signs}) {
    const auto network = rounded(real, kind, every_layer(real, {1, 0.5}), kNarrow);
    ASSERT_TRUE(network);
    EXPECT_TRUE(std::ranges::equal(network->layers[0].weights, real.layers[0].weights));
    EXPECT_EQ(network->layers[0].biases, (std::vector<std::int32_t>{-3, 3}));
    EXPECT_EQ(network->layers[1].biases, std::vector<std::int32_t>{1});
    EXPECT_EQ(network->layers[0].shift, 0);
    EXPECT_EQ(find_errors(*network, life::Rule::conway(), 0).count, 0);
  }
}

TEST(Rounded, NothingIsLargerThanAskedForOrWiderThanAllowed) {
  for (const int m : {1, 4, 9}) {
    const RealNetwork real = random_network(2, m);
    for (const int largest : {1, 7, 127}) {
      for (const Widths& widths : {kNarrow, Widths{32, 8}, Widths{32, 16}}) {
        const auto network =
            rounded(real, WeightKind::int8, every_layer(real, {largest, 0}), widths);
        ASSERT_TRUE(network);
        const Widths needed = needed_widths(*network);
        EXPECT_LE(needed.sum_bits, widths.sum_bits);
        EXPECT_LE(needed.value_bits, widths.value_bits);
        for (const IntegerLayer& layer : network->layers) {
          const auto [least, most] = std::ranges::minmax(layer.weights);
          EXPECT_EQ(std::max(-least, +most), largest);
        }
      }
    }
  }
}

// Of a network that is exact, agreeing with it is being right.
TEST(Rounded, WideIntegersAgreeWithATrainedNetwork) {
  const RealNetwork real = real_network(trained_network("l_1_4"));
  const auto network = rounded(real, WeightKind::int8, every_layer(real, {127, 0}), {32, 16});
  ASSERT_TRUE(network);
  EXPECT_EQ(find_errors(*network, life::Rule::conway(), 0).count, 0);
  const auto coarse = rounded(real, WeightKind::int8, every_layer(real, {2, 0}), {32, 16});
  ASSERT_TRUE(coarse);
  EXPECT_GT(find_errors(*coarse, life::Rule::conway(), 0).count, 0);
}

TEST(Rounded, SignsBelowTheThresholdAreZero) {
  const RealNetwork real{{{9, 1, {1, -1, .5, -.5, .1, -.1, .3, 0, .2}, {0.8}}}, 0};
  const auto signs = [&](double threshold) {
    return rounded(real, WeightKind::signs, std::vector<LayerRounding>{{1, threshold}}, kNarrow)
        ->layers[0];
  };
  EXPECT_EQ(signs(0.5).weights, (std::vector<std::int8_t>{1, -1, 1, -1, 0, 0, 0, 0, 0}));
  EXPECT_TRUE(is_binary(signs(0)));
  // One unit is 0.75, the mean of those that stay.
  EXPECT_EQ(signs(0.5).biases[0], 1);
}

TEST(Balanced, LeavesTheFunctionAsItIs) {
  for (const char* name : {"l_1_1", "l_1_4"}) {
    const RealNetwork real = real_network(trained_network(name));
    for (const Balance balance : {Balance::rows, Balance::geometric}) {
      const RealNetwork other = balanced(real, balance);
      EXPECT_NE(other.layers[0].weights, real.layers[0].weights);
      const auto network = rounded(other, WeightKind::int8, every_layer(other, {127, 0}), {32, 16});
      ASSERT_TRUE(network);
      EXPECT_EQ(find_errors(*network, life::Rule::conway(), 0).count, 0) << name;
    }
  }
}

TEST(Balanced, ASecondStepsChannelIsTakenBackAtAllNinePlaces) {
  const RealNetwork real = random_network(2, 1);
  const RealNetwork other = balanced(real, Balance::rows);
  const std::size_t second = real.second;
  for (std::size_t place = 0; place < 9; ++place) {
    const double before = real.layers[second].weights[place];
    // The second layer's rows are scaled, too, all places of one by the same factor.
    EXPECT_NEAR(other.layers[second].weights[place] / before,
                other.layers[second].weights[0] / real.layers[second].weights[0], 1e-9);
  }
}

TEST(Balanced, MakesTheLargestWeightsAlike) {
  const RealLayer first = balanced(random_network(1, 3), Balance::rows).layers[0];
  for (std::size_t k = 0; k < 6; ++k) {
    const auto row = std::span(first.weights).subspan(9 * k, 9);
    const auto [least, most] = std::ranges::minmax(row);
    EXPECT_NEAR(std::max(-least, most), 1, 1e-12);
  }
}

}  // namespace
}  // namespace deploy
