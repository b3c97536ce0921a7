#include <benchmark/benchmark.h>

#include "life/soup.h"
#include "life/step.h"

namespace life {
namespace {

void step_torus(benchmark::State& state) {
  constexpr std::int64_t kGenerations = 32;
  const int side = static_cast<int>(state.range(0));
  Board board(side, side, Topology::torus);
  soup(board, 0.375, base::Stream(0, "bench"), 0);
  for (auto _ : state) {
    step(board, Rule::conway(), kGenerations);
    benchmark::DoNotOptimize(board.words().data());
    benchmark::ClobberMemory();
  }
  const double cells = static_cast<double>(side) * side * kGenerations;
  state.counters["cells_per_second"] = benchmark::Counter(
      cells * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(step_torus)->Name("step/torus")->Arg(1024);

}  // namespace
}  // namespace life
