#pragma once

#include <optional>
#include <string>
#include <vector>

#include "life/board.h"
#include "life/bounded_rule.h"

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
  /// Top row first, each row from the left, with a dead cell at least between two of a row.
  std::vector<Run> runs{};
  std::optional<Rule> rule{};
  std::optional<BoundedGrid> grid{};
  /// Where cell (0, 0) lies, as Golly places it: of matter on a bounded grid only.
  Position position{0, 0};
  std::int64_t generation = 0;
  /// Lines without the format's marker, each ended by a line feed; a pattern's name and author as
  /// `Name: Glider` and `Author: ...`.
  std::string comments{};
};

/// The number of living cells.
std::int64_t population(const Pattern& pattern);

/// The box around the living cells, relative to cell (0, 0); 0x0 if there are none.
struct Box {
  Position corner;
  Size size;

  bool operator==(const Box&) const = default;
};
Box box_around_cells(const Pattern& pattern);

/// Makes the pattern's living cells alive on `board`, the middle of the pattern's size on that of
/// the board (half a cell up and left where it cannot be). Because sizes in files are often wrong,
/// a pattern whose size does not fit is placed by the box around its living cells. Throws
/// std::invalid_argument naming both sizes if that does not fit either.
void place_centred(const Pattern& pattern, Board& board);

/// The board that the pattern's bounded grid is, with the living cells where Golly has them. Throws
/// std::invalid_argument if the pattern has no bounded grid or a cell lies outside of it.
Board board_of(const Pattern& pattern);

/// All of a board as a pattern, the board as its bounded grid: board_of gives the board again.
/// Takes 12 bytes a run.
Pattern pattern_of(const Board& board, const Rule& rule);

}  // namespace life
