#pragma once

#include <string>
#include <string_view>

#include "life/pattern.h"

namespace life {

/// Reads a pattern in run-length encoding as Golly and the LifeWiki have it: comment lines (`#`),
/// of which `#r RULE` states a rule; a header `x = 3, y = 3, rule = B3/S23`, optional as is each
/// part of it; then `b` or `.` (dead), `o` or `A` (alive), `$` (next row), each with an optional
/// count before it, up to `!`. A text that ends before it is refused as torn.
///
/// The pattern's size is the larger of what the header states and what the cells cover. Throws
/// std::invalid_argument "line 2, column 5: ..." for anything else, for sides beyond kMaxSide and
/// for rules that Rule::parse refuses. Takes memory in proportion to the text.
/// Example: read_rle("x = 3, y = 3\nbob$2bo$3o!").runs[0] == Run{0, 1, 1}
Pattern read_rle(std::string_view text);

/// The board as RLE of its full size, lines under 70 characters; read_rle reads it back.
std::string write_rle(const Board& board, const Rule& rule);

}  // namespace life
