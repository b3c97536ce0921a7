#include "studies/task/dead_network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>

#include "nn/init.h"
#include "studies/task/hand_made.h"
#include "studies/task/life_network.h"

namespace task {
namespace {

constexpr auto kTorus = life::Topology::torus, kDeadEdge = life::Topology::dead_edge;

Problem problem_of(int steps, life::Topology topology = kTorus) {
  return {steps, life::Rule::conway(), topology};
}

nn::Network with_parameters(std::vector<nn::Layer> layers, std::initializer_list<float> values) {
  nn::Network network(std::move(layers));
  EXPECT_EQ(network.parameters().size(), values.size());
  std::ranges::copy(values, network.parameters().begin());
  return network;
}

TEST(IsDead, WhenNoHiddenChannelCanRiseAboveZero) {
  for (const auto topology : {kTorus, kDeadEdge}) {
    for (const int steps : {1, 2, 3, 5}) {
      nn::Network network = life_network(steps, 2, topology);
      base::Stream stream(1, "init");
      nn::initialise(network, nn::Initialisation::pytorch, stream);
      const Problem problem = problem_of(steps, topology);
      // The last hidden layer; its ReLU and the last layer follow.
      const std::size_t hidden = network.layers().size() - 3;
      const auto biases = network.parameters().subspan(network.biases_begin(hidden), 2);
      const auto is_dead_with = [&](float first, float second) {
        biases[0] = first;
        biases[1] = second;
        return is_dead(network, problem);
      };
      EXPECT_FALSE(is_dead_with(100, 100)) << steps;
      EXPECT_FALSE(is_dead_with(-100, 100)) << steps;
      EXPECT_TRUE(is_dead_with(-100, -100)) << steps;
    }
  }
}

TEST(IsDead, OneWindowAboveZeroIsLife) {
  // The sum of the window's nine cells less 8, which one window brings above 0; then less `minus`.
  const auto network = [](float minus) {
    return with_parameters(
        {nn::Conv2d{1, 1, 3, nn::Padding::zero}, nn::Relu{}, nn::Conv2d{1, 1, 1, nn::Padding::zero},
         nn::Relu{}, nn::Conv2d{1, 1, 1, nn::Padding::zero}},
        {1, 1, 1, 1, 1, 1, 1, 1, 1, -8, 1, -minus, 1, 0});
  };
  EXPECT_FALSE(is_dead(network(0.999F), problem_of(1)));
  EXPECT_TRUE(is_dead(network(1), problem_of(1)));
  EXPECT_TRUE(is_dead(network(1.001F), problem_of(1)));
}

// A step that copies the cell; then, `steps` - 1 times, one whose sum c + (1 - c) - 1 is 0 for 0
// and 1, though not for all values between their bounds; copied on by the last.
nn::Network dead_by_windows_only(int steps) {
  const auto padding = nn::Padding::circular;
  const auto copy = with_parameters(
      {nn::Conv2d{1, 1, 3, padding}, nn::Relu{}, nn::Conv2d{1, 1, 1, padding}, nn::Relu{}},
      {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0});
  const auto zero = with_parameters(
      {nn::Conv2d{1, 2, 3, padding}, nn::Relu{}, nn::Conv2d{2, 1, 1, padding}, nn::Relu{},
       nn::Conv2d{1, 1, 1, padding}},
      {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 1, 1, 1, -1, 1, 0});
  nn::Network network = zero;
  for (int step = 1; step < steps; ++step) network = composition(copy, network);
  return network;
}

TEST(IsDead, ProvedByAllWindowsWhereBoundsDoNotDo) {
  EXPECT_TRUE(is_dead(dead_by_windows_only(1), problem_of(1)));
  EXPECT_TRUE(is_dead(dead_by_windows_only(2), problem_of(2)));
  EXPECT_FALSE(is_dead(dead_by_windows_only(3), problem_of(3)));  // not proved
}

TEST(IsDead, ZeroPaddingIsSeenByTheBounds) {
  // A channel of ones, of which the cell on the left is taken from 0.5: below 0 but at an edge.
  const auto network = [](nn::Padding padding) {
    return with_parameters({nn::Conv2d{1, 1, 3, padding}, nn::Relu{}, nn::Conv2d{1, 1, 3, padding},
                            nn::Relu{}, nn::Conv2d{1, 1, 1, padding}},
                           {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0.5F, 1, 0});
  };
  EXPECT_TRUE(is_dead(network(nn::Padding::circular), problem_of(3)));
  EXPECT_FALSE(is_dead(network(nn::Padding::zero), problem_of(3, kDeadEdge)));
}

// Its last bias is the hidden layer's too, and can raise it above 0.
TEST(IsDead, NotProvedWhereTheLastLayerIsTied) {
  const auto padding = nn::Padding::circular;
  const std::vector<nn::Layer> hidden{nn::Conv2d{1, 1, 3, padding}, nn::Relu{},
                                      nn::Conv2d{1, 1, 1, padding}, nn::Relu{}};
  const auto dead = [&](const nn::Layer& last, std::initializer_list<float> values) {
    std::vector<nn::Layer> layers = hidden;
    layers.push_back(last);
    return is_dead(with_parameters(layers, values), problem_of(1));
  };
  EXPECT_TRUE(dead(nn::Conv2d{1, 1, 1, padding}, {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, -2, 1, -2}));
  EXPECT_FALSE(dead(nn::Tied{2}, {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, -2}));
}

TEST(IsDead, NotProvedForOtherNetworksAndForOverflow) {
  EXPECT_FALSE(is_dead(bibin_dereventsov_network(kTorus), problem_of(1)));  // a ReLU last
  EXPECT_FALSE(is_dead(nn::Network({nn::Dense{9, 1}}), problem_of(1)));
  nn::Network network = life_network(1, 1, kTorus);
  const auto biases = network.parameters().subspan(network.biases_begin(2), 1);
  biases[0] = -1;
  EXPECT_TRUE(is_dead(network, problem_of(1)));
  network.parameters()[0] = network.parameters()[1] = 3e38F;  // their sum is no float
  EXPECT_FALSE(is_dead(network, problem_of(1)));
}

}  // namespace
}  // namespace task
