#pragma once

#include <optional>
#include <vector>

#include "life/board.h"
#include "life/rule.h"

namespace life {

/// `length` >= 1 living cells of row `y` from `x` to the right.
struct Run {
  int y;
  int x;
  int length;

  bool operator==(const Run&) const = default;
};

/// What a pattern file holds. Kept as runs, so that it takes memory as the file's text does,
/// however far apart its cells are.
struct Pattern {
  /// Holds all runs; may be larger than they need, and is 0x0 for a file without cells.
  Size size{0, 0};
  std::vector<Run> runs;
  std::optional<Rule> rule;
};

/// Makes the pattern's living cells alive on `board`, the middle of the pattern's size on that of
/// the board (half a cell up and left where it cannot be). Because sizes in files are often wrong,
/// a pattern whose size does not fit is placed by the box around its living cells. Throws
/// std::invalid_argument naming both sizes if that does not fit either.
void place_centred(const Pattern& pattern, Board& board);

}  // namespace life
