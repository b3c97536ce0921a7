#include "life/pattern.h"

#include <algorithm>

#include "base/check.h"

namespace life {
namespace {

struct Box {
  int y, x;
  Size size;

  bool fits(Size board) const { return size.height <= board.height && size.width <= board.width; }
};

Box box_around_cells(const Pattern& pattern) {
  if (pattern.runs.empty()) return {0, 0, {0, 0}};
  int top = kMaxSide, left = kMaxSide, bottom = 0, right = 0;
  for (const auto& [y, x, length] : pattern.runs) {
    top = std::min(top, y);
    left = std::min(left, x);
    bottom = std::max(bottom, y + 1);
    right = std::max(right, x + length);
  }
  return {top, left, {bottom - top, right - left}};
}

}  // namespace

void place_centred(const Pattern& pattern, Board& board) {
  Box box{0, 0, pattern.size};
  if (!box.fits(board.size())) box = box_around_cells(pattern);
  base::require(box.fits(board.size()), "pattern of {} cells: does not fit on a board of {}",
                to_string(box.size), to_string(board.size()));
  const int down = (board.height() - box.size.height) / 2 - box.y;
  const int right = (board.width() - box.size.width) / 2 - box.x;
  for (const auto& [y, x, length] : pattern.runs) {
    for (int i = 0; i < length; ++i) board.set(y + down, x + right + i, true);
  }
}

}  // namespace life
