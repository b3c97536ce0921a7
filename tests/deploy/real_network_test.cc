#include "deploy/real_network.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "studies/task/hand_made.h"

namespace deploy {
namespace {

constexpr auto kTorus = nn::Padding::circular;

std::string refusal(std::vector<nn::Layer> layers) {
  try {
    real_network(nn::Network(std::move(layers)));
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "taken";
}

TEST(RealNetwork, ReadsCellsColumnAfterColumn) {
  nn::Network network({nn::Conv2d{1, 1, 3, kTorus}});
  // Row after row.
  std::ranges::copy(std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
                    network.parameters().begin());
  const RealNetwork real = real_network(network);
  EXPECT_EQ(real.second, 0u);
  EXPECT_EQ(real.layers[0].weights, (std::vector<double>{1, 4, 7, 2, 5, 8, 3, 6, 9}));
  EXPECT_EQ(real.layers[0].biases, std::vector<double>{10});
}

TEST(RealNetwork, ASecondStepReadsAllChannelsOfAPlace) {
  const nn::Network step = task::bibin_dereventsov_network(life::Topology::torus);
  EXPECT_EQ(real_network(task::composition(step, step)).second, 2u);
  nn::Network network(
      {nn::Conv2d{1, 2, 3, kTorus}, nn::Relu{}, nn::Conv2d{2, 1, 3, kTorus}, nn::Relu{}});
  float next = 0;
  for (float& weight : network.tensor("2.weight")) weight = next++;
  const RealLayer layer = real_network(network).layers[1];
  EXPECT_EQ(layer.inputs, 18);
  EXPECT_EQ(std::vector(layer.weights.begin(), layer.weights.begin() + 6),
            (std::vector<double>{0, 9, 3, 12, 6, 15}));
}

TEST(RealNetwork, AReluAtTheEndIsLeftOut) {
  const auto network = task::bibin_dereventsov_network(life::Topology::torus);
  EXPECT_EQ(network.layers().size(), 4u);
  EXPECT_EQ(real_network(network).layers.size(), 2u);
}

TEST(RealNetwork, OtherNetworksAreRefusedByLayer) {
  EXPECT_EQ(refusal({nn::Conv2d{1, 2, 3, kTorus}, nn::Tanh{}, nn::Conv2d{2, 1, 1, kTorus}}),
            "layer 1: needs a ReLU");
  EXPECT_EQ(refusal({nn::Conv2d{1, 2, 3, kTorus}, nn::Conv2d{2, 1, 1, kTorus}}),
            "layer 1: needs a ReLU");
  EXPECT_EQ(refusal({nn::Conv2d{1, 1, 3, kTorus}, nn::Relu{}, nn::Relu{}}),
            "layer 2: needs a convolution or a dense layer");
  EXPECT_EQ(refusal({nn::Conv2d{1, 1, 5, kTorus}}), "layer 0: a 5x5 kernel, needs 1x1 or 3x3");
  EXPECT_EQ(refusal({nn::Conv2d{1, 1, 1, kTorus}}),
            "layer 0: needs a 3x3 convolution from one channel, or a dense layer from 9");
  EXPECT_EQ(refusal({nn::Conv2d{2, 1, 3, kTorus}}),
            "layer 0: needs a 3x3 convolution from one channel, or a dense layer from 9");
  EXPECT_EQ(refusal({nn::Dense{8, 1}}), "layer 0: 8 inputs, needs the nine cells of a window");
  EXPECT_EQ(refusal({nn::Conv2d{1, 2, 3, kTorus}}), "network: 2 outputs, needs one");
  const nn::Conv2d once{1, 1, 3, kTorus};
  EXPECT_EQ(refusal({once, nn::Relu{}, once, nn::Relu{}, once}),
            "layer 4: a third 3x3 convolution, needs one or two");
  EXPECT_EQ(refusal({nn::Dense{9, 1}, nn::Relu{}, nn::Dense{1, 1}}), "taken");
  EXPECT_EQ(refusal({nn::Dense{9, 1}, nn::Relu{}, once}),
            "layer 2: a 3x3 convolution behind a dense layer");
}

}  // namespace
}  // namespace deploy
