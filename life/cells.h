#pragma once

#include <string>
#include <string_view>

#include "life/pattern.h"

namespace life {

/// Reads a pattern in plaintext (`.cells`): a line a row, `.` for dead cells, `O` or `*` for living
/// ones; dead cells at a line's end may be missing; lines that begin with `!` are comments. Blank
/// lines are dead rows, but for those before the first and after the last other line. Throws
/// std::invalid_argument "line 2, column 5: ..." for anything else and for sides beyond kMaxSide.
/// Takes memory in proportion to the text.
/// https://conwaylife.com/wiki/Plaintext
Pattern read_cells(std::string_view text);

/// Every cell of the pattern's size, a line a row. Throws std::invalid_argument if those are more
/// than kMaxDrawnCells. Rule, bounded grid, position and generation are lost.
std::string write_cells(const Pattern& pattern);

/// No text that takes a symbol or a line a cell is written for more cells.
inline constexpr std::int64_t kMaxDrawnCells = std::int64_t{1} << 26;

}  // namespace life
