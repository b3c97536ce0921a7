#include "studies/task/dead_network.h"

#include <algorithm>

#include "nn/bounds.h"
#include "studies/task/exactness.h"

namespace task {
namespace {

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
  const auto bounds = nn::sum_bounds(network, layers.size() - 3);
  if (!bounds) return false;
  if (std::ranges::all_of(*bounds, [](const nn::Interval& sum) { return sum.high <= 0; })) {
    return true;
  }
  if (problem.steps > 2) return false;
  // Under a rule by which nothing ever lives, a counter-example is a window with a hidden value
  // above 0.
  return !counter_example(sum_of_hidden_values(network),
                          {problem.steps, life::Rule::parse("B/S"), problem.topology});
}

}  // namespace task
