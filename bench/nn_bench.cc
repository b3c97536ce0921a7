// Training steps of L(n, m) on boards.

#include <deque>
#include <thread>
#include <vector>

#include "life/batch.h"
#include "nn/flush_denormals.h"
#include "studies/task/training_step.h"
#include "training_setup.h"

namespace {

// A network in training, with one batch of boards.
class Trial {
 public:
  Trial(int steps, int overcompleteness, nn::Convolutions convolutions)
      : network_(bench::make_network(steps, overcompleteness)),
        trainer_(network_, {steps, life::Rule::conway(), life::Topology::torus}, bench::kTraining,
                 convolutions),
        dataset_(bench::make_dataset()) {
    dataset_.next();
    futures_.assign(dataset_.boards().begin(), dataset_.boards().end());
    life::step(futures_, life::Rule::conway(), steps);
  }

  task::BatchResult step() { return trainer_.train_on(dataset_.boards(), futures_); }
  const nn::Network& network() const { return network_; }

 private:
  nn::Network network_;
  task::BoardSteps trainer_;
  task::Dataset dataset_;
  std::vector<life::Board> futures_;
};

// train_step/<n>/<m>: convolutions over every cell; the boards are made once.
void train_step(benchmark::State& state, nn::Convolutions convolutions) {
  Trial trial(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)), convolutions);
  const nn::FlushDenormals flush;
  for (auto _ : state) benchmark::DoNotOptimize(trial.step());
  bench::set_counters(state, trial.network(), 1);
}

// train_step_threads/<n>/<m>/<T>: T trials at a time, 50 steps an iteration, per second of wall
// time.
void train_step_threads(benchmark::State& state) {
  constexpr int kSteps = 50;
  std::deque<Trial> trials;
  for (int thread = 0; thread < state.range(2); ++thread) {
    trials.emplace_back(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)),
                        nn::Convolutions::fastest);
  }
  for (auto _ : state) {
    std::vector<std::jthread> threads;
    for (Trial& trial : trials) {
      threads.emplace_back([&trial] {
        const nn::FlushDenormals flush;
        for (int step = 0; step < kSteps; ++step) trial.step();
      });
    }
  }
  bench::set_counters(state, trials.front().network(), kSteps * static_cast<int>(trials.size()));
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
BENCHMARK(train_step_threads)
    ->ArgsProduct({{2, 3}, {4, 24}, {1, 2}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(roofline_fma)->Name("roofline/fma");

}  // namespace

BENCHMARK_MAIN();
