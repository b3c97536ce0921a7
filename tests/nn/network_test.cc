#include "nn/network.h"

#include <gtest/gtest.h>

namespace nn {
namespace {

TEST(Network, ParametersLieLayerAfterLayerWeightsFirst) {
  const Network network({Conv2d{1, 4, 3, Padding::zero}, Relu{}, Conv2d{4, 2, 1, Padding::zero},
                         Relu{}, Dense{2, 1}});
  EXPECT_EQ(network.parameters().size(), 4u * 9 + 4 + 8 + 2 + 2 + 1);
  EXPECT_EQ(network.weights_begin(2), 40u);
  EXPECT_EQ(network.biases_begin(2), 48u);
  EXPECT_EQ(network.weights(2).size(), 8u);
  EXPECT_EQ(network.biases(4).size(), 1u);
  EXPECT_EQ(network.weights(1).size(), 0u);
  EXPECT_EQ(network.input_channels(), 1);
  EXPECT_EQ(network.output_channels(), 1);
}

TEST(Network, CountsMultiplyAdds) {
  const Network network({Conv2d{1, 4, 3, Padding::zero}, Relu{}, Conv2d{4, 1, 1, Padding::zero}});
  EXPECT_EQ(network.forward_multiply_adds(), 36 + 4);
  // Forward, weight gradients, and the gradient of the inner planes; none of the board.
  EXPECT_EQ(network.training_multiply_adds(), 40 + 40 + 4);
}

TEST(Network, RefusesLayersThatDoNotFit) {
  EXPECT_THROW(Network({}), std::invalid_argument);
  EXPECT_THROW(Network({Relu{}}), std::invalid_argument);
  EXPECT_THROW(Network({Dense{2, 3}, Dense{4, 1}}), std::invalid_argument);
  EXPECT_THROW(Network({Dense{0, 3}}), std::invalid_argument);
  EXPECT_THROW(Network({Conv2d{1, 1, 4, Padding::zero}}), std::invalid_argument);
}

}  // namespace
}  // namespace nn
