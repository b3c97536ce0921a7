#pragma once

#include <cmath>
#include <string>

#include "base/random.h"
#include "deploy/integer_network.h"
#include "nn/network.h"

namespace deploy {

/// The same layers with whole numbers in [-largest, largest] for parameters.
inline nn::Network with_random_integers(nn::Network network, int largest, std::uint64_t seed) {
  base::Stream random(seed, "integers");
  const auto values = static_cast<std::uint32_t>(2 * largest + 1);
  for (float& parameter : network.parameters()) {
    parameter = static_cast<float>(static_cast<int>(random.next_u32() % values) - largest);
  }
  return network;
}

/// Layers of these numbers of inputs and outputs with random weights of that kind, none of them 0
/// if `binary`, and biases in [-most_bias, most_bias].
inline IntegerNetwork random_integers(const std::vector<std::pair<int, int>>& shapes,
                                      std::size_t second, WeightKind kind, bool binary,
                                      int most_bias, std::uint64_t seed) {
  base::Stream random(seed, "integers");
  const auto draw = [&](int most) {
    return static_cast<int>(random.next_u32() % static_cast<std::uint32_t>(2 * most + 1)) - most;
  };
  IntegerNetwork network{{}, second};
  for (const auto& [inputs, outputs] : shapes) {
    IntegerLayer layer{inputs, outputs, {}, {}, 0};
    while (layer.weights.size() < static_cast<std::size_t>(inputs * outputs)) {
      const int weight = draw(largest_weight(kind));
      if (weight != 0 || !binary) layer.weights.push_back(static_cast<std::int8_t>(weight));
    }
    for (int k = 0; k < outputs; ++k) layer.biases.push_back(draw(most_bias));
    network.layers.push_back(std::move(layer));
  }
  return network;
}

}  // namespace deploy
