#include <benchmark/benchmark.h>

#include <chrono>
#include <vector>

#include "cells_per_second.h"
#include "life/batch.h"
#include "life/soup.h"
#include "life/step.h"

namespace life {
namespace {

constexpr std::int64_t kGenerations = 32;

Board soup_board(int side, Topology topology) {
  Board board(side, side, topology);
  soup(board, 0.375, base::Stream(0, "bench"), 0);
  return board;
}

void step_board(benchmark::State& state, Topology topology) {
  const int side = static_cast<int>(state.range(0));
  Board board = soup_board(side, topology);
  for (auto _ : state) {
    step(board, Rule::conway(), kGenerations);
    benchmark::DoNotOptimize(board.words().data());
    benchmark::ClobberMemory();
  }
  bench::set_cells(state, static_cast<double>(side) * side * kGenerations);
}
BENCHMARK_CAPTURE(step_board, torus, Topology::torus)
    ->Name("step/torus")
    ->Arg(64)
    ->Arg(1024)
    ->Arg(4096)
    ->Arg(16384);
BENCHMARK_CAPTURE(step_board, dead_edge, Topology::dead_edge)->Name("step/dead_edge")->Arg(4096);

// Cells a second of wall time: the first thread's CPU time would count its share only.
void step_threads(benchmark::State& state) {
  const int side = static_cast<int>(state.range(0)), threads = static_cast<int>(state.range(1));
  Board board = soup_board(side, Topology::torus);
  std::chrono::duration<double> time{};
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    step(board, Rule::conway(), kGenerations, threads);
    time += std::chrono::steady_clock::now() - start;
  }
  state.counters["cells_per_second"] = static_cast<double>(side) * side * kGenerations *
                                       static_cast<double>(state.iterations()) / time.count();
}
BENCHMARK(step_threads)->Name("step_threads/torus")->Args({16384, 2});

constexpr int kBoards = 4096;

std::vector<Board> soup_boards(int side) {
  std::vector<Board> boards(kBoards, Board(side, side, Topology::torus));
  std::uint64_t index = 0;
  for (Board& board : boards) soup(board, 0.375, base::Stream(0, "bench"), index++);
  return boards;
}

double cells_of_boards(const benchmark::State& state) {
  return static_cast<double>(state.range(0) * state.range(0) * kBoards * state.range(1));
}

void step_batch(benchmark::State& state) {
  const int side = static_cast<int>(state.range(0));
  Batch batch(kBoards, {side, side}, Topology::torus);
  batch.read(soup_boards(side));
  for (auto _ : state) {
    step(batch, Rule::conway(), state.range(1));
    benchmark::DoNotOptimize(batch.words().data());
    benchmark::ClobberMemory();
  }
  bench::set_cells(state, cells_of_boards(state));
}
BENCHMARK(step_batch)->Name("batch")->ArgsProduct({{32}, {1, 8, 64}});

// The same boards in their own layout, copied to lanes and back on each visit.
void step_boards(benchmark::State& state) {
  std::vector<Board> boards = soup_boards(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    step(std::span(boards), Rule::conway(), state.range(1));
    benchmark::ClobberMemory();
  }
  bench::set_cells(state, cells_of_boards(state));
}
BENCHMARK(step_boards)->Name("boards")->ArgsProduct({{32}, {1, 8, 64}});

}  // namespace
}  // namespace life
