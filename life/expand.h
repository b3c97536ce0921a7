#pragma once

#include <cstddef>

#include "life/board.h"

namespace life {

/// Cells are written this many at a time.
inline constexpr int kExpandedCells = 16;

/// Writes the cells of `board` as 0 and 1: cell (y, x) to first[y * row_stride + x]. Each row is
/// written up to the next multiple of kExpandedCells, as 0 beyond the width, and `row_stride`,
/// counted in floats, is at least that. Fast where what is written stays in cache.
/// Example: std::vector<float> cells(32 * 32);  expand(board_32x32, cells.data(), 32);
void expand(const Board& board, float* first, std::ptrdiff_t row_stride);

}  // namespace life
