#include "nn/pruning.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <numeric>

#include "base/check.h"
#include "nn/selection.h"

namespace nn {
namespace {

bool is_live(const Mask& mask, const Part& part) {
  return std::ranges::any_of(part.parameters, [&](std::size_t i) { return mask.is_live(i); });
}

// The live parts, as positions in `parts`, that compete with each other.
std::vector<std::vector<std::size_t>> pools(const Mask& mask, std::span<const Part> parts,
                                            Scope scope) {
  std::map<std::size_t, std::vector<std::size_t>> by_layer;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (is_live(mask, parts[i])) by_layer[scope == Scope::global ? 0 : parts[i].layer].push_back(i);
  }
  std::vector<std::vector<std::size_t>> result;
  for (auto& [layer, pool] : by_layer) result.push_back(std::move(pool));
  return result;
}

std::vector<std::size_t> consecutive(std::size_t begin, std::size_t count) {
  std::vector<std::size_t> indices(count);
  std::iota(indices.begin(), indices.end(), begin);
  return indices;
}

// The layer whose parameters the last linear layer uses.
std::size_t output_layer(const Network& network) {
  std::size_t last = 0;
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    if (is_linear(network.layers()[k])) last = network.tied_to(k).value_or(k);
  }
  return last;
}

}  // namespace

std::vector<Part> weight_parts(const Network& network, Biases biases) {
  std::vector<Part> parts;
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    const Layer& layer = network.layers()[k];
    if (!is_linear(layer) || network.tied_to(k)) continue;
    const std::size_t count =
        weight_count(layer) + (biases == Biases::prunable ? bias_count(layer) : 0);
    for (const std::size_t i : consecutive(network.weights_begin(k), count)) {
      parts.push_back({k, {i}});
    }
  }
  return parts;
}

std::vector<Part> filter_parts(const Network& network) {
  std::vector<Part> parts;
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    const Layer& layer = network.layers()[k];
    if (!is_linear(layer) || network.tied_to(k) || k == output_layer(network)) continue;
    const auto size = static_cast<std::size_t>(fan_in(layer));
    for (std::size_t channel = 0; channel < bias_count(layer); ++channel) {
      parts.push_back({k, consecutive(network.weights_begin(k) + channel * size, size)});
      parts.back().parameters.push_back(network.biases_begin(k) + channel);
    }
  }
  return parts;
}

std::vector<double> part_scores(std::span<const Part> parts, std::span<const double> scores) {
  std::vector<double> sums;
  for (const Part& part : parts) {
    double sum = 0;
    for (const std::size_t i : part.parameters) sum += scores[i];
    sums.push_back(sum);
  }
  return sums;
}

std::size_t live_count(const Mask& mask, std::span<const Part> parts) {
  return static_cast<std::size_t>(
      std::ranges::count_if(parts, [&](const Part& part) { return is_live(mask, part); }));
}

Scope parse_scope(std::string_view text) {
  base::require(text == "global" || text == "layerwise", "scope {}: needs 'global' or 'layerwise'",
                text);
  return text == "global" ? Scope::global : Scope::layerwise;
}

void prune(Mask& mask, std::span<const Part> parts, std::span<const double> scores,
           std::size_t count, Scope scope, base::Stream& ties) {
  assert(scores.size() == parts.size());
  const auto competitors = pools(mask, parts, scope);
  std::vector<std::size_t> sizes, chosen;
  for (const auto& pool : competitors) sizes.push_back(pool.size());
  const auto counts = proportional_counts(count, sizes, ties);
  for (std::size_t p = 0; p < competitors.size(); ++p) {
    std::vector<double> live_scores;
    for (const std::size_t part : competitors[p]) live_scores.push_back(scores[part]);
    for (const std::size_t i : lowest(live_scores, counts[p], ties)) {
      chosen.push_back(competitors[p][i]);
    }
  }
  for (const std::size_t part : chosen) {
    for (const std::size_t parameter : parts[part].parameters) mask.prune(parameter);
  }
}

void prune_in_rounds(Mask& mask, std::span<const Part> parts, std::span<const std::size_t> counts,
                     const ScoresOf& scores_of, Scope scope, base::Stream& ties) {
  for (const std::size_t count : counts) {
    const std::size_t live = live_count(mask, parts);
    base::require(count <= live, "a round that leaves {} parts live: only {} are", count, live);
    prune(mask, parts, scores_of(mask), live - count, scope, ties);
  }
}

}  // namespace nn
