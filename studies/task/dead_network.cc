#include "studies/task/dead_network.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "studies/task/exactness.h"

namespace task {
namespace {

// Between which values a channel lies, whatever the board.
struct Interval {
  double low, high;
};

// The sums of output channel `out` of the linear layer number `layer`; none if they may overflow.
std::optional<Interval> sums(const nn::Network& network, std::size_t layer, std::size_t out,
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

// The sums that enter the last hidden layer's ReLU; none if there is no such bound.
std::optional<std::vector<Interval>> last_hidden_sums(const nn::Network& network) {
  std::vector<Interval> values{{0, 1}};
  const auto layers = network.layers();
  for (std::size_t k = 0; k + 2 < layers.size(); ++k) {
    if (std::holds_alternative<nn::Relu>(layers[k])) {
      for (auto& [low, high] : values) low = std::max(low, 0.), high = std::max(high, 0.);
      continue;
    }
    const auto* conv = std::get_if<nn::Conv2d>(&layers[k]);
    if (!conv || (k > 0 && !std::holds_alternative<nn::Relu>(layers[k - 1]))) return std::nullopt;
    // Beyond the edge of a board the values are 0.
    if (conv->kernel > 1 && conv->padding == nn::Padding::zero) {
      for (auto& [low, high] : values) low = 0;
    }
    std::vector<Interval> next;
    for (std::size_t out = 0; out < network.biases(k).size(); ++out) {
      const auto sum = sums(network, k, out, values);
      if (!sum) return std::nullopt;
      next.push_back(*sum);
    }
    values = std::move(next);
  }
  return values;
}

// `network` with a last layer that adds up the hidden values: above 0 where one of them is.
nn::Network sum_of_hidden_values(nn::Network network) {
  const std::size_t last = network.layers().size() - 1;
  const auto parameters = network.parameters();
  std::ranges::fill(parameters.subspan(network.weights_begin(last)), 1.F);
  parameters[network.biases_begin(last)] = 0;
  return network;
}

}  // namespace

bool is_dead(const nn::Network& network, const Problem& problem) {
  const auto layers = network.layers();
  if (layers.size() < 3 || !std::holds_alternative<nn::Relu>(layers[layers.size() - 2]) ||
      network.tied_to(layers.size() - 1) || nn::fan_in(layers.back()) == 0 ||
      nn::kernel_side(layers.back()) != 1) {
    return false;
  }
  const auto bounds = last_hidden_sums(network);
  if (!bounds) return false;
  if (std::ranges::all_of(*bounds, [](const Interval& sum) { return sum.high <= 0; })) return true;
  if (problem.steps > 2) return false;
  // Under a rule by which nothing ever lives, a counter-example is a window with a hidden value
  // above 0.
  return !counter_example(sum_of_hidden_values(network),
                          {problem.steps, life::Rule::parse("B/S"), problem.topology});
}

}  // namespace task
