#pragma once

#include <benchmark/benchmark.h>

namespace bench {

/// Sets the counter `cells_per_second`, given how many cells an iteration makes.
inline void set_cells(benchmark::State& state, double cells_an_iteration) {
  state.counters["cells_per_second"] = benchmark::Counter(
      cells_an_iteration * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

}  // namespace bench
