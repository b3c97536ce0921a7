#include "studies/task/life_network.h"

namespace task {

nn::Network life_network(int steps, int overcompleteness, life::Topology topology) {
  return make_network({}, steps, overcompleteness, topology);
}

std::int64_t parameter_count(int steps, int overcompleteness) {
  const std::int64_t n = steps, m = overcompleteness;
  return 2 * m * m + 22 * m + 1 + (n - 1) * (20 * m * m + 3 * m);
}

}  // namespace task
