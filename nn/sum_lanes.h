#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include "nn/planes.h"

namespace nn {

/// One step of sum_lanes: lanes without bit kBit in their number get a[lane] + a[lane ^ kBit], the
/// others the same of b.
template <int kBit, int... kLane>
Lanes fold_lanes(Lanes a, Lanes b, std::integer_sequence<int, kLane...>) {
  using Mask [[gnu::vector_size(sizeof(Lanes))]] = int;
  constexpr Mask kOfB = {-((kLane & kBit) != 0)...};
  return (kOfB ? b : a) +
         __builtin_shufflevector(a, b, ((kLane ^ kBit) + ((kLane & kBit) != 0 ? kLanes : 0))...);
}

/// Lane l of the result is the sum of the lanes of sums[l], always in the same order: 15 steps for
/// 16 sums, where each sum by itself takes 4.
inline Lanes sum_lanes(std::array<Lanes, kLanes> sums) {
  constexpr std::make_integer_sequence<int, kLanes> kAll;
  for (std::size_t k = 0; k < 8; ++k) sums[k] = fold_lanes<8>(sums[k], sums[k + 8], kAll);
  for (std::size_t k = 0; k < 4; ++k) sums[k] = fold_lanes<4>(sums[k], sums[k + 4], kAll);
  for (std::size_t k = 0; k < 2; ++k) sums[k] = fold_lanes<2>(sums[k], sums[k + 2], kAll);
  return fold_lanes<1>(sums[0], sums[1], kAll);
}

/// sums[i] = the sum of the lanes of lanes[i]; as many sums as vectors.
void sum_all_lanes(std::span<const Lanes> lanes, std::span<float> sums);

}  // namespace nn
