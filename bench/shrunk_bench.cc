// A pruned network as a mask leaves it and as shrink() does.

#include <vector>

#include "nn/flush_denormals.h"
#include "nn/footprint.h"
#include "nn/pruning.h"
#include "nn/pruning_scores.h"
#include "nn/shrink.h"
#include "nn/synflow.h"
#include "nn/workspace.h"
#include "studies/task/board_planes.h"
#include "studies/task/training_step.h"
#include "studies/task/window_steps.h"
#include "training_setup.h"

namespace {

enum class Form { dense, masked, shrunk };

// L(1, 16), a tenth of its weights left by SynFlow.
nn::Network make_pruned(Form form) {
  nn::Network network = bench::make_network(1, 16);
  if (form == Form::dense) return network;
  const auto parts = nn::weight_parts(network, nn::Biases::kept);
  nn::Mask mask(network.parameters().size());
  base::Stream ties(1, "ties");
  nn::prune_by_synflow(mask, network, parts, parts.size() / 10, nn::Scope::global, 1, 1, ties);
  mask.apply(network.parameters());
  return form == Form::masked ? network : nn::shrink(network, nn::Inputs::zero_to_one);
}

void set_footprint(benchmark::State& state, const nn::Network& network) {
  const nn::Footprint print = nn::footprint(network);
  state.counters["parameters"] = static_cast<double>(print.parameters);
  state.counters["nonzero"] = static_cast<double>(print.nonzero_parameters);
  state.counters["bytes"] = static_cast<double>(print.dense_bytes);
  state.counters["sparse_bytes"] = static_cast<double>(print.sparse_bytes);
  state.counters["multiply_adds"] = static_cast<double>(print.multiply_adds);
}

// One board of 32x32.
void forward(benchmark::State& state, Form form) {
  const nn::Network network = make_pruned(form);
  nn::Workspace workspace(network, task::kBoardSide, task::kBoardSide);
  task::Dataset dataset = bench::make_dataset();
  dataset.next();
  const life::Board& board = dataset.boards()[0];
  const nn::FlushDenormals flush;
  for (auto _ : state) {
    workspace.forward(board.words());
    benchmark::DoNotOptimize(workspace.logits().data());
    benchmark::ClobberMemory();
  }
  set_footprint(state, network);
}

// A training step on the same eight boards, or on their windows.
template <class Steps>
void train_step(benchmark::State& state, Form form) {
  nn::Network network = make_pruned(form);
  std::vector<float> mask;
  for (const float parameter : network.parameters()) mask.push_back(parameter != 0 ? 1.F : 0.F);
  task::Training training = bench::kTraining;
  training.mask = mask;
  Steps steps(network, {1, life::Rule::conway(), life::Topology::torus}, training);
  task::Dataset dataset = bench::make_dataset();
  dataset.next();
  const nn::FlushDenormals flush;
  for (auto _ : state) benchmark::DoNotOptimize(steps.train_on(dataset.boards()));
  set_footprint(state, network);
}

void train_step_boards(benchmark::State& state, Form form) {
  train_step<task::BoardSteps>(state, form);
}

void train_step_windows(benchmark::State& state, Form form) {
  train_step<task::WindowSteps>(state, form);
}

#define PRUNED_BENCHMARK(function, form)        \
  BENCHMARK_CAPTURE(function, form, Form::form) \
      ->Name("pruned/" #function "/" #form)     \
      ->Unit(benchmark::kMicrosecond)
PRUNED_BENCHMARK(forward, dense);
PRUNED_BENCHMARK(forward, masked);
PRUNED_BENCHMARK(forward, shrunk);
PRUNED_BENCHMARK(train_step_boards, dense);
PRUNED_BENCHMARK(train_step_boards, masked);
PRUNED_BENCHMARK(train_step_boards, shrunk);
PRUNED_BENCHMARK(train_step_windows, dense);
PRUNED_BENCHMARK(train_step_windows, masked);
PRUNED_BENCHMARK(train_step_windows, shrunk);

}  // namespace
