#include "studies/subnetworks/small_networks.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "studies/task/architecture.h"
#include "studies/training/training_study.h"

namespace subnetworks {
namespace {

// The next larger one with second = first / 2 rounded down or up.
Widths next(Widths widths) {
  const auto [first, second] = widths;
  if (2 * second < first) return {first, second + 1};
  return {first + 1, std::max(1, (first + 1) / 2)};
}

}  // namespace

nn::Network network_of(Widths widths, const task::Problem& problem) {
  const nn::Padding padding = task::padding_of(problem.topology);
  const auto [first, second] = widths;
  std::vector<nn::Layer> layers;
  for (int step = 0; step < problem.steps; ++step) {
    layers.insert(layers.end(), {nn::Conv2d{step == 0 ? 1 : second, first, 3, padding}, nn::Relu{},
                                 nn::Conv2d{first, second, 1, padding}, nn::Relu{}});
  }
  layers.emplace_back(nn::Conv2d{second, 1, 1, padding});
  return nn::Network(std::move(layers));
}

Widths nearest_widths(std::size_t count, nn::Biases biases, const task::Problem& problem) {
  const auto size = [&](Widths widths) {
    return nn::weight_parts(network_of(widths, problem), biases).size();
  };
  Widths below{1, 1};
  if (size(below) >= count) return below;
  for (;;) {
    const Widths above = next(below);
    if (size(above) >= count) {
      return size(above) - count < count - size(below) ? above : below;
    }
    below = above;
  }
}

std::optional<Tickets> small_networks(const Setting& setting, const Stop& stop) {
  Tickets tickets;
  Widths last{0, 0};
  for (const std::size_t count : setting.counts) {
    const Widths widths = nearest_widths(count, setting.biases, setting.problem);
    if (widths == last) continue;
    last = widths;
    pruned::PrunedNetwork start(
        training::initial_network(network_of(widths, setting.problem), setting.trial));
    auto ticket = trained(count, std::move(start), setting.trial, stop);
    if (!ticket) return std::nullopt;
    tickets.push_back(std::move(*ticket));
  }
  return tickets;
}

}  // namespace subnetworks
