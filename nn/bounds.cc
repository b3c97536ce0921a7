#include "nn/bounds.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nn {
namespace {

// The sums of output channel `out` of the linear layer number `layer`, its inputs not below 0; none
// if they may overflow.
std::optional<Interval> channel_bounds(const Network& network, std::size_t layer, std::size_t out,
                                       const std::vector<Interval>& inputs) {
  const std::size_t taps =
      network.weights(layer).size() / (network.biases(layer).size() * inputs.size());
  const double bias = network.biases(layer)[out];
  Interval sum{bias, bias};
  double magnitude = std::abs(bias);
  const float* weight = &network.weights(layer)[out * inputs.size() * taps];
  for (const auto [low, high] : inputs) {
    for (std::size_t tap = 0; tap < taps; ++tap, ++weight) {
      const double w = *weight;
      sum.low += w * (w > 0 ? low : high);
      sum.high += w * (w > 0 ? high : low);
      magnitude += std::abs(w) * high;
    }
  }
  if (!(magnitude < std::numeric_limits<float>::max())) return std::nullopt;
  // The error of a sum of so many rounded products, in any order.
  const double terms = static_cast<double>(inputs.size() * taps + 1);
  const double margin = terms * std::numeric_limits<float>::epsilon() * magnitude;
  return Interval{sum.low - margin, sum.high + margin};
}

}  // namespace

std::optional<std::vector<Interval>> sum_bounds(const Network& network, std::size_t layer) {
  const auto layers = network.layers();
  std::vector<Interval> values(static_cast<std::size_t>(network.input_channels()), {0, 1});
  for (std::size_t k = 0;; ++k) {
    if (k < layer && std::holds_alternative<Relu>(layers[k])) {
      for (auto& [low, high] : values) low = std::max(low, 0.), high = std::max(high, 0.);
      continue;
    }
    if (!is_linear(layers[k]) || (k > 0 && !std::holds_alternative<Relu>(layers[k - 1]))) {
      return std::nullopt;
    }
    // Beyond the edge of a board the values are 0.
    const auto* convolution = std::get_if<Conv2d>(&layers[k]);
    if (convolution && convolution->kernel > 1 && convolution->padding == Padding::zero) {
      for (auto& [low, high] : values) low = 0;
    }
    std::vector<Interval> next;
    for (std::size_t out = 0; out < network.biases(k).size(); ++out) {
      const auto sum = channel_bounds(network, k, out, values);
      if (!sum) return std::nullopt;
      next.push_back(*sum);
    }
    if (k == layer) return next;
    values = std::move(next);
  }
}

}  // namespace nn
