// Training steps of L(n, m) on boards.

#include <vector>

#include "life/batch.h"
#include "nn/flush_denormals.h"
#include "studies/task/training_step.h"
#include "training_setup.h"

namespace {

// train_step/<n>/<m>: convolutions over every cell; the boards are made once.
void train_step(benchmark::State& state, nn::Convolutions convolutions) {
  const auto steps = static_cast<int>(state.range(0));
  nn::Network network = bench::make_network(steps, static_cast<int>(state.range(1)));
  task::BoardSteps trainer(network, {steps, life::Rule::conway(), life::Topology::torus},
                           bench::kTraining, convolutions);
  task::Dataset dataset = bench::make_dataset();
  dataset.next();
  const nn::FlushDenormals flush;
  std::vector<life::Board> futures(dataset.boards().begin(), dataset.boards().end());
  life::step(futures, life::Rule::conway(), steps);
  for (auto _ : state) benchmark::DoNotOptimize(trainer.train_on(dataset.boards(), futures));
  bench::set_counters(state, network);
}

// What bounds them: fused multiply-adds on independent vectors in registers.
void roofline_fma(benchmark::State& state) {
  constexpr int kChains = 12, kRounds = 100;
  nn::Lanes chain[kChains] = {};
  nn::Lanes factor = nn::Lanes{} + 0.5F, term = nn::Lanes{} + 1.F;
  benchmark::DoNotOptimize(factor);
  benchmark::DoNotOptimize(term);
  for (auto _ : state) {
    for (int round = 0; round < kRounds; ++round) {
      for (nn::Lanes& sum : chain) sum = sum * factor + term;
    }
    for (nn::Lanes& sum : chain) benchmark::DoNotOptimize(sum);
  }
  const double flops = 2. * nn::kLanes * kChains * kRounds;
  state.counters["flops_per_second"] = {flops * static_cast<double>(state.iterations()),
                                        benchmark::Counter::kIsRate};
}

BENCHMARK_CAPTURE(train_step, fastest, nn::Convolutions::fastest)
    ->Name("train_step")
    ->ArgsProduct({{1, 2, 3, 5}, {1, 2, 4, 8, 16, 24}})
    ->Unit(benchmark::kMicrosecond);
// Without look-ups and Winograd's algorithm.
BENCHMARK_CAPTURE(train_step, direct, nn::Convolutions::direct)
    ->Name("train_step_direct")
    ->ArgsProduct({{1, 2, 3, 5}, {1, 2, 4, 8, 16, 24}})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(roofline_fma)->Name("roofline/fma");

}  // namespace

BENCHMARK_MAIN();
