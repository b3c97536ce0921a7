#include "life/pattern.h"

#include <algorithm>

#include "base/check.h"
#include "life/board_runs.h"

namespace life {
namespace {

bool fits(Size size, Size board) {
  return size.height <= board.height && size.width <= board.width;
}

/// Moves the runs `down` and `right`, which leaves them on the board.
void place(const Pattern& pattern, int down, int right, Board& board) {
  for (const auto& [y, x, length] : pattern.runs) {
    for (int i = 0; i < length; ++i) board.set(y + down, x + right + i, true);
  }
}

}  // namespace

std::int64_t population(const Pattern& pattern) {
  std::int64_t cells = 0;
  for (const Run& run : pattern.runs) cells += run.length;
  return cells;
}

Box box_around_cells(const Pattern& pattern) {
  if (pattern.runs.empty()) return {{0, 0}, {0, 0}};
  const int top = pattern.runs.front().y, bottom = pattern.runs.back().y;
  int left = kMaxSide, right = 0;
  for (const Run& run : pattern.runs) {
    left = std::min(left, run.x);
    right = std::max(right, run.x + run.length);
  }
  return {{top, left}, {bottom + 1 - top, right - left}};
}

void place_centred(const Pattern& pattern, Board& board) {
  Box box{{0, 0}, pattern.size};
  if (!fits(box.size, board.size())) box = box_around_cells(pattern);
  base::require(fits(box.size, board.size()), "pattern of {} cells: does not fit on a board of {}",
                to_string(box.size), to_string(board.size()));
  place(pattern, (board.height() - box.size.height) / 2 - box.corner.y,
        (board.width() - box.size.width) / 2 - box.corner.x, board);
}

Board board_of(const Pattern& pattern) {
  base::require(pattern.grid.has_value(), "pattern: states no bounded grid such as :T30,20");
  const auto& [topology, size] = *pattern.grid;
  const Position corner = pattern.grid->corner();
  // 64 bits: both may be far from 0.
  const std::int64_t down = std::int64_t{pattern.position.y} - corner.y;
  const std::int64_t right = std::int64_t{pattern.position.x} - corner.x;
  for (const auto& [y, x, length] : pattern.runs) {
    base::require(
        y + down >= 0 && y + down < size.height && x + right >= 0 &&
            x + length + right <= size.width,
        "pattern: cells in row {} from {} to {} lie outside of its bounded grid {}, rows {} to {} "
        "and cells {} to {}",
        pattern.position.y + y, pattern.position.x + x, pattern.position.x + x + length - 1,
        pattern.grid->to_string(), corner.y, corner.y + size.height - 1, corner.x,
        corner.x + size.width - 1);
  }
  Board board(size.height, size.width, topology);
  place(pattern, static_cast<int>(down), static_cast<int>(right), board);
  return board;
}

Pattern pattern_of(const Board& board, const Rule& rule) {
  Pattern pattern;
  pattern.size = board.size();
  for_each_run(board, [&](const Run& run) { pattern.runs.push_back(run); });
  pattern.rule = rule;
  pattern.grid = BoundedGrid{board.topology(), board.size()};
  pattern.position = pattern.grid->corner();
  return pattern;
}

}  // namespace life
