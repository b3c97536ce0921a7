#include "nn/live_path.h"

#include <algorithm>
#include <vector>

namespace nn {
namespace {

// Which channels of a value depend on the input.
using Reached = std::vector<bool>;

Reached reached_by_linear(const Network& network, std::size_t k, const Reached& in) {
  const std::size_t taps = network.weights(k).size() / (in.size() * network.biases(k).size());
  Reached out(network.biases(k).size());
  const float* weight = network.weights(k).data();
  for (std::size_t o = 0; o < out.size(); ++o) {
    for (std::size_t i = 0; i < in.size(); ++i, weight += taps) {
      const bool linked = std::any_of(weight, weight + taps, [](float w) { return w != 0; });
      if (linked && in[i]) out[o] = true;
    }
  }
  return out;
}

}  // namespace

bool has_live_path(const Network& network) {
  std::vector<Reached> values{Reached(static_cast<std::size_t>(network.input_channels()), true)};
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    const Layer& layer = network.layers()[k];
    Reached next = values[k];
    if (is_linear(layer)) {
      next = reached_by_linear(network, k, values[k]);
    } else if (const auto* skip = std::get_if<Skip>(&layer)) {
      const Reached& added = values[static_cast<std::size_t>(skip->from)];
      for (std::size_t i = 0; i < next.size(); ++i) next[i] = next[i] || added[i];
    } else if (std::holds_alternative<Quadratic>(layer)) {
      const auto coefficients = network.weights(k);
      for (std::size_t i = 0; i < next.size(); ++i) {
        if (coefficients[3 * i + 1] == 0 && coefficients[3 * i + 2] == 0) next[i] = false;
      }
    }
    values.push_back(std::move(next));
  }
  return std::ranges::any_of(values.back(), [](bool reached) { return reached; });
}

}  // namespace nn
