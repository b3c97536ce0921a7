#include <vector>

#include "cells_per_second.h"
#include "life/expand.h"
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

// The bits of a batch to the floats a network reads, into the same planes every time.
void expanded_boards(benchmark::State& state) {
  std::vector<life::Board> boards(kBatch, {kSide, kSide, life::Topology::torus});
  life::soups(boards, std::vector(kBatch, 0.375), base::Stream(0, "bench"), 0);
  base::AlignedVector<float> planes(kBatch * kSide * kSide);
  for (auto _ : state) {
    float* plane = planes.data();
    for (const life::Board& board : boards) {
      life::expand(board, plane, kSide);
      plane += kSide * kSide;
    }
    benchmark::ClobberMemory();
  }
  bench::set_cells(state, 1. * kBatch * kSide * kSide);
}
BENCHMARK(expanded_boards)->Name("expand/32");

}  // namespace
