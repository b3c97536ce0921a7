#pragma once

#include <string>
#include <string_view>

#include "life/pattern.h"

namespace life {

/// Reads a pattern in run-length encoding as Golly and the LifeWiki have it: lines that begin with
/// `#`, of which `#CXRLE Pos=x,y Gen=n` states position and generation, `#r RULE` a rule, and all
/// others are comments; a header `x = 3, y = 3, rule = B3/S23:T30,20`, optional as is each part of
/// it; then `b` or `.` (dead), `o` or `A` (alive), `$` (next row), each with an optional count
/// before it, up to `!`. What follows is ignored. A text that ends before the `!` is refused as
/// torn, though Golly takes it.
///
/// The pattern's size is the larger of what the header states and what the cells cover. On a
/// bounded grid a pattern without a position lies where Golly puts it: by the header's size, the
/// middle on the grid's middle. Throws std::invalid_argument "line 2, column 5: ..." for anything
/// else, for sides beyond kMaxSide and for rules that BoundedRule::parse refuses. Takes memory in
/// proportion to the text.
/// Example: read_rle("x = 3, y = 3\nbob$2bo$3o!").runs[0] == Run{0, 1, 1}
Pattern read_rle(std::string_view text);

/// All that the pattern holds, lines under 70 characters; read_rle reads it back.
std::string write_rle(const Pattern& pattern);

/// write_rle(pattern_of(board, rule)), but in no more memory than the text: the board as RLE of its
/// full size and as bounded grid, `rule = B3/S23:T64,64`.
std::string write_rle(const Board& board, const Rule& rule);

}  // namespace life
