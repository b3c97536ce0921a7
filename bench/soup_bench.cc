#include <vector>

#include "cells_per_second.h"
#include "life/soup.h"

namespace {

constexpr int kSide = 32;
constexpr int kBatch = 8;

// The batch's boards one after the other, each seeded from its index; 16 digits of density.
void soup_boards(benchmark::State& state) {
  constexpr double kDensity = 24903. / 65536;
  std::vector<life::Board> boards(kBatch, {kSide, kSide, life::Topology::torus});
  const base::Stream stream(0, "bench");
  std::uint64_t index = 0;
  for (auto _ : state) {
    for (life::Board& board : boards) life::soup(board, kDensity, stream, index++);
    benchmark::ClobberMemory();
  }
  bench::set_cells(state, 1. * kBatch * kSide * kSide);
}
BENCHMARK(soup_boards)->Name("soup/32/16");

}  // namespace
