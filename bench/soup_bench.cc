#include <vector>

#include "cells_per_second.h"
#include "life/soup.h"

namespace {

constexpr int kSide = 32;
constexpr int kBatch = 8;

// Fresh boards, each seeded from its index and of its own density of 16 digits.
void fresh_boards(benchmark::State& state) {
  std::vector<life::Board> boards(kBatch, {kSide, kSide, life::Topology::torus});
  std::vector<double> densities;
  for (int i = 0; i < kBatch; ++i) densities.push_back((8 * i + 24903.) / 65536);
  const base::Stream stream(0, "bench");
  std::uint64_t index = 0;
  for (auto _ : state) {
    life::soups(boards, densities, stream, index);
    index += kBatch;
    benchmark::ClobberMemory();
  }
  bench::set_cells(state, 1. * kBatch * kSide * kSide);
}
BENCHMARK(fresh_boards)->Name("soup/32/16");

}  // namespace
