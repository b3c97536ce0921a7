#pragma once

#include <string>
#include <string_view>

#include "life/pattern.h"

namespace life {

/// Reads a pattern in Life 1.05 or 1.06, the formats of Alan Hensel's program, as the first line
/// says; both state where cells lie. Lines that begin with `#`: `#R 23/3` states a rule, as Golly
/// also one with a bounded grid, `#N` is Conway's, all others but `#P` are comments.
/// 1.05: `#P x y` begins a block at its top-left cell, whose rows are drawn with `.` and `*`; a
/// `#P` alone goes on below the block before, or at 0 0. A first line `#P` is taken as 1.05 without
/// its header. Blank lines are ignored. 1.06: a line `x y` a living cell, in any order and as often
/// as one likes.
///
/// Throws std::invalid_argument "line 2, column 5: ..." for anything else, for coordinates beyond
/// kMaxCoordinate and for sides beyond kMaxSide. Takes memory in proportion to the text.
/// https://conwaylife.com/wiki/Life_1.05, https://conwaylife.com/wiki/Life_1.06
Pattern read_lif(std::string_view text);

/// As blocks at most 69 cells wide. Throws std::invalid_argument if more than kMaxDrawnCells cells
/// live. The generation is lost.
std::string write_life_105(const Pattern& pattern);

/// As `x y` lines, top row first. Throws like write_life_105. Comments, rule, bounded grid and
/// generation are lost.
std::string write_life_106(const Pattern& pattern);

}  // namespace life
