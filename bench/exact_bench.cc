// The proof that a two-step network is right: L(2, m) on all 2^25 windows of a torus, one thread.

#include <benchmark/benchmark.h>

#include "nn/init.h"
#include "studies/task/exactness.h"
#include "studies/task/life_network.h"

namespace {

// exact_check/2/<m>: count_window_errors, which looks at all windows whatever it finds; making the
// tables is included. An untrained network costs what one that is right costs.
void exact_check(benchmark::State& state) {
  const task::Problem problem{2, life::Rule::conway(), life::Topology::torus};
  const auto m = static_cast<int>(state.range(1));
  nn::Network network = task::life_network(problem.steps, m, problem.topology);
  base::Stream stream(1, "init");
  nn::initialise(network, nn::Initialisation::normal, stream);
  for (auto _ : state) benchmark::DoNotOptimize(task::count_window_errors(network, problem));

  const auto windows =
      static_cast<double>(state.iterations()) * static_cast<double>(task::window_count(problem));
  // Operations that are made, not those that a convolution of each window would take: two a
  // multiply-add of the 1x1 convolutions after the second 3x3 one, 2m x m and m. The rest is tables
  // and two additions a channel.
  const double flops = 2. * m * (2 * m + 1);
  state.counters["windows_per_second"] = {windows, benchmark::Counter::kIsRate};
  state.counters["flops_per_second"] = {windows * flops, benchmark::Counter::kIsRate};
}

BENCHMARK(exact_check)->ArgsProduct({{2}, {1, 2, 4, 8, 24}})->Unit(benchmark::kMillisecond);

}  // namespace
