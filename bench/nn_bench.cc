// Training steps of L(n, m): eight fresh 32x32 boards, Adam, one thread.

#include <benchmark/benchmark.h>

#include <vector>

#include "life/batch.h"
#include "nn/flush_denormals.h"
#include "nn/init.h"
#include "studies/task/life_network.h"
#include "studies/task/training_step.h"

namespace {

constexpr int kBatch = 8;
const task::Training kTraining{{true, 0}, kBatch, 1e-3, 1'000'000};

nn::Network make_network(int steps, int overcompleteness) {
  nn::Network network = task::life_network(steps, overcompleteness, life::Topology::torus);
  base::Stream stream(1, "init");
  nn::initialise(network, nn::Initialisation::pytorch, stream);
  return network;
}

task::Dataset make_dataset() {
  return {life::Topology::torus, kTraining.density, kBatch, base::Stream(1, "data"),
          base::Stream(1, "data density")};
}

// Useful operations: two a multiply-add of training_multiply_adds(), had every cell been convolved.
void set_counters(benchmark::State& state, const nn::Network& network) {
  const auto boards = static_cast<double>(state.iterations()) * kBatch;
  const auto flops = 2. * static_cast<double>(network.training_multiply_adds()) * task::kBoardSide *
                     task::kBoardSide;
  state.counters["boards_per_second"] = {boards, benchmark::Counter::kIsRate};
  state.counters["flops_per_second"] = {boards * flops, benchmark::Counter::kIsRate};
}

// train_step/<n>/<m>: convolutions over every cell; the boards are made once.
void train_step(benchmark::State& state, nn::Convolutions convolutions) {
  const auto steps = static_cast<int>(state.range(0));
  nn::Network network = make_network(steps, static_cast<int>(state.range(1)));
  task::BoardSteps trainer(network, {steps, life::Rule::conway(), life::Topology::torus}, kTraining,
                           convolutions);
  task::Dataset dataset = make_dataset();
  dataset.next();
  const nn::FlushDenormals flush;
  std::vector<life::Board> futures(dataset.boards().begin(), dataset.boards().end());
  life::step(futures, life::Rule::conway(), steps);
  for (auto _ : state) benchmark::DoNotOptimize(trainer.train_on(dataset.boards(), futures));
  set_counters(state, network);
}

// train_step_windows/1/<m>: the histogram of the batch's windows; drawing the boards is included.
void train_step_windows(benchmark::State& state) {
  nn::Network network = make_network(1, static_cast<int>(state.range(1)));
  task::WindowSteps trainer(network, {1, life::Rule::conway(), life::Topology::torus}, kTraining);
  task::Dataset dataset = make_dataset();
  const nn::FlushDenormals flush;
  for (auto _ : state) {
    dataset.next();
    benchmark::DoNotOptimize(trainer.train_on(dataset.boards()));
  }
  set_counters(state, network);
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
BENCHMARK(train_step_windows)
    ->ArgsProduct({{1}, {1, 2, 4, 8, 16, 24}})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(roofline_fma)->Name("roofline/fma");

}  // namespace

BENCHMARK_MAIN();
