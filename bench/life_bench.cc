#include <benchmark/benchmark.h>

#include "life/soup.h"
#include "life/step.h"

namespace life {
namespace {

void set_cells(benchmark::State& state, double cells_an_iteration) {
  state.counters["cells_per_second"] = benchmark::Counter(
      cells_an_iteration * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void step_board(benchmark::State& state, Topology topology) {
  constexpr std::int64_t kGenerations = 32;
  const int side = static_cast<int>(state.range(0));
  Board board(side, side, topology);
  soup(board, 0.375, base::Stream(0, "bench"), 0);
  for (auto _ : state) {
    step(board, Rule::conway(), kGenerations);
    benchmark::DoNotOptimize(board.words().data());
    benchmark::ClobberMemory();
  }
  set_cells(state, static_cast<double>(side) * side * kGenerations);
}
BENCHMARK_CAPTURE(step_board, torus, Topology::torus)
    ->Name("step/torus")
    ->Arg(1024)
    ->Arg(4096)
    ->Arg(16384);
BENCHMARK_CAPTURE(step_board, dead_edge, Topology::dead_edge)->Name("step/dead_edge")->Arg(4096);

// What three-input logic allows: chains of ternary operations in registers, eight of them counted
// as one step of 512 cells.
void roofline_ternary(benchmark::State& state) {
  constexpr int kChains = 12, kRounds = 100;
  Lanes chain[kChains];
  for (int i = 0; i < kChains; ++i) chain[i] = Lanes{} + static_cast<Word>(i);
  Lanes other = Lanes{} + Word{0x5555};
  for (auto _ : state) {
    for (int round = 0; round < kRounds; ++round) {
      for (Lanes& bits : chain) bits = ternary<0x96>(bits, other, bits);
      asm volatile("" : "+v"(other));
    }
    for (Lanes& bits : chain) benchmark::DoNotOptimize(bits);
  }
  set_cells(state, 512. * kChains * kRounds / 8);
}
BENCHMARK(roofline_ternary)->Name("roofline/ternary");

}  // namespace
}  // namespace life
