#pragma once

#include <algorithm>
#include <bit>

#include "life/pattern.h"

namespace life {

/// Where the cells of `row` that are as the one at `x` end: at most `width`.
inline int run_end(std::span<const Word> row, int width, int x) {
  std::size_t i = static_cast<std::size_t>(x) / 64;
  const Word same = (row[i] >> (x % 64) & 1) != 0 ? ~Word{0} : 0;
  Word differs = (row[i] ^ same) & ~Word{0} << (x % 64);
  while (differs == 0 && ++i < row.size()) differs = row[i] ^ same;
  if (differs == 0) return width;
  return std::min(width, static_cast<int>(i) * 64 + std::countr_zero(differs));
}

/// Calls `use(Run)` for the runs of living cells in the order of Pattern::runs.
template <class Use>
void for_each_run(const Board& board, const Use& use) {
  for (int y = 0; y < board.height(); ++y) {
    const std::span<const Word> row = board.row(y);
    for (int x = 0; x < board.width();) {
      const int end = run_end(row, board.width(), x);
      if (board.get(y, x)) use(Run{y, x, end - x});
      x = end;
    }
  }
}

}  // namespace life
