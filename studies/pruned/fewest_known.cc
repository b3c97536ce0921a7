#include "studies/pruned/fewest_known.h"

#include <algorithm>

#include "base/check.h"
#include "studies/task/hand_made.h"

namespace pruned {
namespace {

std::size_t nonzero(std::span<const float> values) {
  return values.size() - static_cast<std::size_t>(std::ranges::count(values, 0.F));
}

}  // namespace

FewestKnown fewest_known(int steps, int overcompleteness) {
  base::require(steps == 1 || steps == 2, "steps {}: needs 1 or 2", steps);
  constexpr auto kTopology = life::Topology::torus;  // which changes no parameter
  const nn::Network last = overcompleteness == 1 ? task::sparse_life_network(kTopology)
                                                 : task::one_filter_network(kTopology);
  const nn::Network network =
      steps == 1 ? last : task::composition(task::bibin_dereventsov_network(kTopology), last);
  FewestKnown known{0, 0, 0};
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    known.weights += nonzero(network.weights(k));
    known.biases += nonzero(network.biases(k));
    known.channels += network.biases(k).size();
  }
  --known.channels;  // the output
  return known;
}

}  // namespace pruned
