#include "life/scattered_cells.h"

#include <algorithm>
#include <tuple>

#include "base/check.h"

namespace life {

std::string ScatteredCells::add(std::int64_t y, std::int64_t x, std::int64_t length) {
  if (!is_coordinate(y) || !is_coordinate(x) || !is_coordinate(x + length - 1)) {
    return fmt::format("cell x = {}, y = {}: needs coordinates from {} to {}", x, y,
                       -kMaxCoordinate, kMaxCoordinate);
  }
  const std::int64_t top = std::min(top_, y), bottom = std::max(bottom_, y + 1);
  const std::int64_t left = std::min(left_, x), right = std::max(right_, x + length);
  if (bottom - top > kMaxSide || right - left > kMaxSide) {
    return fmt::format("cell x = {}, y = {}: more than {} rows or cells in a row with those before",
                       x, y, kMaxSide);
  }
  std::tie(top_, bottom_, left_, right_) = std::tuple(top, bottom, left, right);
  runs_.push_back({static_cast<int>(y), static_cast<int>(x), static_cast<int>(length)});
  return "";
}

void ScatteredCells::move_to(Pattern& pattern) {
  if (runs_.empty()) return;
  pattern.position = {static_cast<int>(top_), static_cast<int>(left_)};
  pattern.size = {static_cast<int>(bottom_ - top_), static_cast<int>(right_ - left_)};
  std::sort(runs_.begin(), runs_.end(),
            [](const Run& a, const Run& b) { return std::tie(a.y, a.x) < std::tie(b.y, b.x); });
  // Runs that overlap or touch become one, in place.
  std::size_t kept = 0;
  for (const Run& run : runs_) {
    const Run moved{run.y - pattern.position.y, run.x - pattern.position.x, run.length};
    Run* const last = kept > 0 ? &runs_[kept - 1] : nullptr;
    if (last && last->y == moved.y && last->x + last->length >= moved.x) {
      last->length = std::max(last->length, moved.x + moved.length - last->x);
    } else {
      runs_[kept++] = moved;
    }
  }
  runs_.resize(kept);
  pattern.runs = std::move(runs_);
}

}  // namespace life
