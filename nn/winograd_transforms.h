#pragma once

#include <array>
#include <cstddef>

#include "nn/even_odd_row.h"
#include "nn/planes.h"

/// The transforms of Winograd's F(2x2, 3x3) (Lavin & Gray 2016, arXiv 1509.09308, section 4.1): a
/// tile of outputs is A' [(G g G') * (B' d B)] A, where ' transposes, * is element by element, and
///
///        1  0 -1  0           1    0    0
///   B' = 0  1  1  0      G = 1/2  1/2  1/2      A' = 1  1  1  0
///        0 -1  1  0          1/2 -1/2  1/2           0  1 -1  1
///        0 -1  0  1           0    0    1
///
/// The last rows of B' and A' have the other sign than in the paper, so that slopes need no
/// negation. Boards are transformed row by row of the 4x4 matrices: a row takes two rows of a tile.
namespace nn::winograd {

inline constexpr int kSide = 4;  ///< of a transformed tile or kernel
inline constexpr int kTaps = 9;

using Kernel = std::array<std::array<float, kSide>, kSide>;  ///< transformed: row, column

/// G g G' of nine taps, row after row.
inline Kernel transform_taps(const float* taps) {
  const auto times_g = [](float a, float b, float c) -> std::array<float, kSide> {
    return {a, 0.5F * (a + b + c), 0.5F * (a - b + c), c};
  };
  std::array<std::array<float, kSide>, 3> rows;
  for (auto& row : rows) {
    row = times_g(taps[0], taps[1], taps[2]);
    taps += 3;
  }
  Kernel result;
  for (std::size_t c = 0; c < kSide; ++c) {
    const auto column = times_g(rows[0][c], rows[1][c], rows[2][c]);
    for (std::size_t r = 0; r < kSide; ++r) result[r][c] = column[r];
  }
  return result;
}

/// G' u G of a transformed kernel's gradient: nine taps.
inline void gather_taps(const Kernel& gradient, float* taps) {
  const auto times_g = [](float a, float b, float c, float d) -> std::array<float, 3> {
    return {a + 0.5F * (b + c), 0.5F * (b - c), 0.5F * (b + c) + d};
  };
  std::array<std::array<float, 3>, kSide> rows;
  for (std::size_t r = 0; r < kSide; ++r) {
    const auto& u = gradient[r];
    rows[r] = times_g(u[0], u[1], u[2], u[3]);
  }
  for (std::size_t c = 0; c < 3; ++c) {
    const auto column = times_g(rows[0][c], rows[1][c], rows[2][c], rows[3][c]);
    for (std::size_t r = 0; r < 3; ++r) taps[3 * r + c] = column[r];
  }
}

/// Row kRow of B' d B for 16 tiles: four columns. `rows` begins with the row above the tiles'.
template <int kRow>
void transform_input(const Lanes* rows, bool circular, Lanes* columns) {
  constexpr int kMinuend[] = {0, 1, 2, 3}, kOther[] = {2, 2, 1, 1};
  const Lanes* a = rows + 2 * kMinuend[kRow];
  const Lanes* b = rows + 2 * kOther[kRow];
  const Lanes even = kRow == 1 ? a[0] + b[0] : a[0] - b[0];
  const Lanes odd = kRow == 1 ? a[1] + b[1] : a[1] - b[1];
  columns[0] = (circular ? from_lane_before<true>(odd) : from_lane_before<false>(odd)) - odd;
  columns[1] = even + odd;
  columns[2] = odd - even;
  columns[3] = (circular ? from_lane_after<true>(even) : from_lane_after<false>(even)) - even;
}

/// Row kRow of A times a pair: both ways it makes A y A' of the slopes y of a tile.
template <int kRow>
Lanes transform_slope(Lanes first, Lanes second) {
  if constexpr (kRow == 0) return first;
  if constexpr (kRow == 1) return first + second;
  if constexpr (kRow == 2) return first - second;
  if constexpr (kRow == 3) return second;
}

}  // namespace nn::winograd
