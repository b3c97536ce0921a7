#include "nn/random_masks.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/check.h"
#include "nn/pruning_scores.h"
#include "nn/selection.h"

namespace nn {
namespace {

// The expected number of live parts where `scale` is 1, if there were no bound.
double share(const Layer& layer) {
  const int side = kernel_side(layer);
  const int in = input_channels(layer), out = output_channels(layer);
  return (in + out + 2. * side) / (double{1} * in * out * side * side);
}

// Rounds down and gives what is missing to the largest remainders.
std::vector<std::size_t> rounded(const std::vector<double>& quotas, std::size_t sum,
                                 base::Stream& ties) {
  std::vector<std::size_t> counts;
  std::vector<double> remainders;  // negative, the largest first
  for (const double quota : quotas) {
    counts.push_back(static_cast<std::size_t>(quota));
    remainders.push_back(std::floor(quota) - quota);
    sum -= counts.back();
  }
  for (const std::size_t i : lowest(remainders, sum, ties)) ++counts[i];
  return counts;
}

}  // namespace

LayerCounts live_counts(const Mask& mask, std::span<const Part> parts) {
  LayerCounts counts;
  for (const Part& part : parts) {
    counts[part.layer] += live_count(mask, std::span(&part, 1));
  }
  return counts;
}

LayerCounts erdos_renyi_counts(const Network& network, std::span<const Part> parts,
                               std::size_t keep, base::Stream& ties) {
  base::require(keep <= parts.size(), "{} of {} parts: there are fewer", keep, parts.size());
  LayerCounts sizes;
  for (const Part& part : parts) ++sizes[part.layer];
  // Layers are filled, the densest first, until the rest can have the same scale.
  std::map<std::size_t, bool> full;
  std::vector<double> quotas;
  for (bool again = true; again;) {
    again = false;
    double left = static_cast<double>(keep), weight = 0;
    for (const auto& [layer, size] : sizes) {
      const auto parts_here = static_cast<double>(size);
      if (full[layer]) {
        left -= parts_here;
      } else {
        weight += parts_here * share(network.layers()[layer]);
      }
    }
    quotas.clear();
    for (const auto& [layer, size] : sizes) {
      const auto parts_here = static_cast<double>(size);
      const double quota =
          full[layer] ? parts_here : left * parts_here * share(network.layers()[layer]) / weight;
      quotas.push_back(std::min(quota, parts_here));
      if (!full[layer] && quota > parts_here) full[layer] = again = true;
    }
  }
  LayerCounts counts;
  const auto numbers = rounded(quotas, keep, ties);
  for (auto next = numbers.begin(); const auto& [layer, size] : sizes) counts[layer] = *next++;
  return counts;
}

Mask random_mask(std::size_t parameter_count, std::span<const Part> parts,
                 const LayerCounts& counts, base::Stream& stream) {
  Mask mask(parameter_count);
  for (const auto& [layer, count] : counts) {
    std::vector<Part> members;
    std::ranges::copy_if(parts, std::back_inserter(members),
                         [&, at = layer](const Part& part) { return part.layer == at; });
    prune(mask, members, random_scores(members.size(), stream), members.size() - count,
          Scope::global, stream);
  }
  return mask;
}

}  // namespace nn
