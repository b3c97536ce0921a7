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

TEST(Network, NamesItsTensors) {
  Network network({Conv2d{1, 4, 3, Padding::zero}, Prelu{4}, Conv2d{4, 4, 1, Padding::zero},
                   Quadratic{4}, Tied{2}, Relu{}, Dense{4, 1}});
  const std::vector<std::string> names{"0.weight", "0.bias",         "1.slope",  "2.weight",
                                       "2.bias",   "3.coefficients", "6.weight", "6.bias"};
  const std::vector<std::vector<int>> shapes{{4, 1, 3, 3}, {4},    {4},    {4, 4, 1, 1},
                                             {4},          {4, 3}, {1, 4}, {1}};
  const std::vector<Tensor> tensors = network.tensors();
  ASSERT_EQ(tensors.size(), names.size());
  std::size_t begin = 0;
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    EXPECT_EQ(tensors[i].name, names[i]);
    EXPECT_EQ(tensors[i].shape, shapes[i]);
    EXPECT_EQ(tensors[i].begin, begin);
    std::size_t size = 1;
    for (const int side : shapes[i]) size *= static_cast<std::size_t>(side);
    EXPECT_EQ(tensors[i].size, size);
    begin += size;
  }
  EXPECT_EQ(begin, network.parameters().size());

  network.tensor("3.coefficients")[11] = 7;
  EXPECT_EQ(network.weights(3)[11], 7);
  const Network& constant = network;
  EXPECT_EQ(constant.tensor("2.bias").data(), constant.biases(2).data());
}

TEST(Network, UnknownTensorNamesWhatThereIs) {
  const Network network({Dense{2, 2}, Relu{}, Tied{0}});
  try {
    network.tensor("2.weight");
    FAIL() << "a tied layer has no tensor";
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(), "tensor '2.weight': needs one of 0.weight, 0.bias");
  }
}

}  // namespace
}  // namespace nn
