#include "studies/task/life_network.h"

#include "base/check.h"

namespace task {

nn::Padding padding_of(life::Topology topology) {
  return topology == life::Topology::torus ? nn::Padding::circular : nn::Padding::zero;
}

nn::Network life_network(int steps, int overcompleteness, life::Topology topology) {
  base::require(steps >= 1 && overcompleteness >= 1, "L({}, {}): needs at least L(1, 1)", steps,
                overcompleteness);
  const nn::Padding padding = padding_of(topology);
  const int m = overcompleteness;
  std::vector<nn::Layer> layers;
  for (int step = 0; step < steps; ++step) {
    layers.insert(layers.end(), {nn::Conv2d{step == 0 ? 1 : m, 2 * m, 3, padding}, nn::Relu{},
                                 nn::Conv2d{2 * m, m, 1, padding}, nn::Relu{}});
  }
  layers.emplace_back(nn::Conv2d{m, 1, 1, padding});
  return nn::Network(std::move(layers));
}

std::int64_t parameter_count(int steps, int overcompleteness) {
  const std::int64_t n = steps, m = overcompleteness;
  return 2 * m * m + 22 * m + 1 + (n - 1) * (20 * m * m + 3 * m);
}

}  // namespace task
