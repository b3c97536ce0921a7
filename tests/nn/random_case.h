#pragma once

#include <cstdint>
#include <vector>

#include "base/random.h"
#include "nn/init.h"
#include "nn/network.h"

namespace nn {

/// A network with random parameters, and a weighted sample for it on height x width positions.
struct RandomCase {
  RandomCase(std::vector<Layer> layers, int rows, int columns, std::uint64_t seed)
      : network(std::move(layers)), height(rows), width(columns) {
    base::Stream stream(seed, "case");
    initialise(network, Initialisation::normal, stream);
    for (float& p : network.parameters()) p = 0.5F * p + static_cast<float>(0.2 * stream.normal());
    parameters.assign(network.parameters().begin(), network.parameters().end());
    const auto positions = static_cast<std::size_t>(rows * columns);
    for (std::size_t i = 0; i < positions * static_cast<std::size_t>(network.input_channels());
         ++i) {
      input.push_back(static_cast<float>(stream.normal()));
    }
    for (std::size_t i = 0; i < positions; ++i) {
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
      {Conv2d{1, 2, 3, circular}, Relu{}, Conv2d{2, 1, 1, circular}},
      {Conv2d{1, 2, 3, zero}, Relu{}, Conv2d{2, 1, 1, zero}, Relu{}, Conv2d{1, 1, 1, zero}},
      {Conv2d{3, 5, 3, circular}, Relu{}, Conv2d{5, 3, 3, zero}, Relu{}, Conv2d{3, 1, 1, zero}},
      {Conv2d{1, 8, 3, circular}, Relu{}, Conv2d{8, 4, 1, circular}, Relu{},
       Conv2d{4, 8, 3, circular}, Relu{}, Conv2d{8, 4, 1, circular}, Relu{},
       Conv2d{4, 1, 1, circular}},
      {Conv2d{2, 19, 3, zero}, Conv2d{19, 11, 3, zero}, Relu{}, Conv2d{11, 1, 1, zero}},
  };
}

}  // namespace nn
