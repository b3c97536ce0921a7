#pragma once

#include <cstdint>
#include <vector>

#include "base/random.h"
#include "nn/init.h"
#include "nn/network.h"

namespace nn {

/// A network with random parameters, and a weighted sample for it on planes of height x width.
struct RandomCase {
  RandomCase(std::vector<Layer> layers, int rows, int columns, std::uint64_t seed)
      : network(std::move(layers)), height(rows), width(columns) {
    base::Stream stream(seed, "case");
    initialise(network, Initialisation::normal, stream);
    for (float& p : network.parameters()) p = 0.5F * p + static_cast<float>(0.2 * stream.normal());
    parameters.assign(network.parameters().begin(), network.parameters().end());
    for (int i = 0; i < rows * columns * network.input_channels(); ++i) {
      input.push_back(static_cast<float>(stream.normal()));
    }
    int smaller = 0;
    for (const Layer& layer : network.layers()) smaller += shrinkage(layer);
    const int positions = (rows - smaller) * (columns - smaller);
    for (int i = 0; i < positions; ++i) {
      targets.push_back(stream.uniform() < 0.4 ? 1 : 0);
      weights.push_back(static_cast<float>(stream.uniform() / static_cast<double>(positions)));
    }
  }

  Network network;
  int height, width;
  std::vector<double> parameters, input, targets, weights;
};

inline std::vector<std::vector<Layer>> sample_architectures() {
  const auto circular = Padding::circular, zero = Padding::zero;
  return {
      {Dense{2, 4}, Relu{}, Dense{4, 1}},
      {Dense{9, 13}, Relu{}, Dense{13, 7}, Relu{}, Dense{7, 1}},
      {Dense{3, 12}, Relu{}, Dense{12, 3}, Relu{}, Dense{3, 2}, Relu{}, Dense{2, 1}},
      {Dense{20, 12}, Relu{}, Dense{12, 1}},
      {Conv2d{1, 2, 3, circular}, Relu{}, Conv2d{2, 1, 1, circular}},
      {Conv2d{1, 2, 3, zero}, Relu{}, Conv2d{2, 1, 1, zero}, Relu{}, Conv2d{1, 1, 1, zero}},
      {Conv2d{3, 5, 3, circular}, Relu{}, Conv2d{5, 3, 3, zero}, Relu{}, Conv2d{3, 1, 1, zero}},
      {Conv2d{1, 8, 3, circular}, Relu{}, Conv2d{8, 4, 1, circular}, Relu{},
       Conv2d{4, 8, 3, circular}, Relu{}, Conv2d{8, 4, 1, circular}, Relu{},
       Conv2d{4, 1, 1, circular}},
      {Conv2d{2, 19, 3, zero}, Conv2d{19, 11, 3, zero}, Relu{}, Conv2d{11, 1, 1, zero}},
  };
}

/// Each other kind of layer, on planes of 5x5 and more.
inline std::vector<std::vector<Layer>> layer_architectures() {
  const auto circular = Padding::circular, zero = Padding::zero, valid = Padding::valid;
  return {
      {Dense{2, 3}, LeakyRelu{0.1F}, Dense{3, 2}, Sigmoid{}, Dense{2, 1}},
      {Dense{2, 3}, Tanh{}, Dense{3, 4}, Silu{}, Dense{4, 1}},
      {Dense{3, 4}, Prelu{4}, Dense{4, 4}, Prelu{4}, Dense{4, 1}},
      {Conv2d{1, 2, 3, circular}, Quadratic{2}, Conv2d{2, 1, 1, circular}, Quadratic{1}},
      {Conv2d{2, 3, 5, circular}, Tanh{}, Conv2d{3, 1, 7, zero}},
      {Conv2d{1, 2, 3, valid}, Silu{}, Conv2d{2, 3, 1, valid}, Relu{}, Conv2d{3, 1, 3, valid}},
      {Conv2d{1, 1, 15, circular}, Sigmoid{}, Conv2d{1, 1, 9, zero}},
      {Dense{2, 4}, Tanh{}, Dense{4, 4}, Tanh{}, Skip{2}, Skip{1}, Dense{4, 1}},
      {Conv2d{1, 2, 3, zero}, Relu{}, Conv2d{2, 2, 3, zero}, Prelu{2}, Tied{2}, Tied{3}, Skip{2},
       Tied{4}, Conv2d{2, 1, 1, zero}},
      {Conv2d{8, 8, 3, circular}, Relu{}, Skip{0}, Tied{0}, Relu{}, Skip{3}, Relu{},
       Conv2d{8, 1, 1, circular}},
      {Conv2d{1, 2, 3, circular}, Relu{}, Conv2d{2, 1, 1, circular}, Relu{}},
      {Conv2d{1, 2, 3, circular}, Shift{0.25F}, Conv2d{2, 1, 1, circular}, Shift{-0.5F}},
  };
}

}  // namespace nn
