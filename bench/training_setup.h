#pragma once

#include <benchmark/benchmark.h>

#include "nn/init.h"
#include "studies/task/dataset.h"
#include "studies/task/life_network.h"
#include "studies/task/training.h"

namespace bench {

// What all training benchmarks have in common: eight fresh 32x32 boards a step, Adam, one thread.
inline constexpr int kBatch = 8;
inline const task::Training kTraining{{true, 0}, kBatch, 1e-3, 1'000'000};

inline nn::Network make_network(int steps, int overcompleteness) {
  nn::Network network = task::life_network(steps, overcompleteness, life::Topology::torus);
  base::Stream stream(1, "init");
  nn::initialise(network, nn::Initialisation::pytorch, stream);
  return network;
}

inline task::Dataset make_dataset() {
  return {life::Topology::torus, kTraining.density, kBatch, base::Stream(1, "data"),
          base::Stream(1, "data density")};
}

/// Of iterations of `steps` training steps. Useful operations: two a multiply-add of
/// training_multiply_adds(), had every cell been convolved.
inline void set_counters(benchmark::State& state, const nn::Network& network, int steps) {
  const auto boards = static_cast<double>(state.iterations()) * steps * kBatch;
  const auto flops = 2. * static_cast<double>(network.training_multiply_adds()) * task::kBoardSide *
                     task::kBoardSide;
  state.counters["boards_per_second"] = {boards, benchmark::Counter::kIsRate};
  state.counters["flops_per_second"] = {boards * flops, benchmark::Counter::kIsRate};
}

}  // namespace bench
