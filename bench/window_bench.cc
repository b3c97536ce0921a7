// Training steps of one-step networks on the histogram of windows.

#include "nn/flush_denormals.h"
#include "studies/task/window_steps.h"
#include "training_setup.h"

namespace {

// train_step_windows/1/<m>: drawing the boards and counting their windows are included.
void train_step_windows(benchmark::State& state) {
  nn::Network network = bench::make_network(1, static_cast<int>(state.range(1)));
  task::WindowSteps trainer(network, {1, life::Rule::conway(), life::Topology::torus},
                            bench::kTraining);
  task::Dataset dataset = bench::make_dataset();
  const nn::FlushDenormals flush;
  for (auto _ : state) {
    dataset.next();
    benchmark::DoNotOptimize(trainer.train_on(dataset.boards()));
  }
  bench::set_counters(state, network, 1);
}

BENCHMARK(train_step_windows)
    ->ArgsProduct({{1}, {1, 2, 4, 8, 16, 24}})
    ->Unit(benchmark::kMicrosecond);

}  // namespace
