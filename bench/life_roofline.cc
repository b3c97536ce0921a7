#include <benchmark/benchmark.h>

#include <cstring>
#include <vector>

#include "cells_per_second.h"
#include "life/lanes.h"

namespace life {
namespace {

// What bounds a step: logic on vectors in registers, and copies of memory. As cells a second, so
// that a kernel's share of a limit is the ratio of two counters of one run.

constexpr double kCellsOfVector = 512;

// Independent chains of one operation each a round.
template <class Operation>
void chains_in_registers(benchmark::State& state, double operations_a_step, Operation operation) {
  constexpr int kChains = 12, kRounds = 100;
  Lanes chain[kChains];
  for (int i = 0; i < kChains; ++i) chain[i] = Lanes{} + static_cast<Word>(i);
  Lanes b = Lanes{} + Word{0x5555}, c = Lanes{} + Word{0x3333};
  benchmark::DoNotOptimize(b);
  benchmark::DoNotOptimize(c);
  for (auto _ : state) {
    for (int round = 0; round < kRounds; ++round) {
      for (Lanes& a : chain) a = operation(a, b, c);
    }
    for (Lanes& a : chain) benchmark::DoNotOptimize(a);
  }
  bench::set_cells(state, kCellsOfVector * kChains * kRounds / operations_a_step);
}

// Nineteen two-input operations a vector: the least known with shared row sums (Rokicki 2018), the
// shifts of the neighbours not counted.
void roofline_xor(benchmark::State& state) {
  chains_in_registers(state, 19, [](Lanes a, Lanes b, Lanes) { return a ^ b; });
}
BENCHMARK(roofline_xor)->Name("roofline/xor");

// Eight three-input operations a vector: circuit.h, the shifts not counted. Without AVX-512 they
// are what a build makes of them.
void roofline_ternary(benchmark::State& state) {
  chains_in_registers(state, 8, [](Lanes a, Lanes b, Lanes c) { return ternary<0x1E>(a, b, c); });
}
BENCHMARK(roofline_ternary)->Name("roofline/ternary");

// One generation a pass from one board to another.
void roofline_copy(benchmark::State& state, std::size_t bytes) {
  std::vector<char> from(bytes, 1), to(bytes, 2);
  for (auto _ : state) {
    std::memcpy(to.data(), from.data(), bytes);
    benchmark::ClobberMemory();
  }
  bench::set_cells(state, 8.0 * static_cast<double>(bytes));
}
BENCHMARK_CAPTURE(roofline_copy, l2, std::size_t{1} << 18)->Name("roofline/copy_l2");
BENCHMARK_CAPTURE(roofline_copy, dram, std::size_t{1} << 28)->Name("roofline/copy_dram");

}  // namespace
}  // namespace life
