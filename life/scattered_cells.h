#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "life/pattern.h"

namespace life {

/// Collects living cells in any order and anywhere, each as often as it comes.
class ScatteredCells {
 public:
  /// `length` >= 1 cells of row `y` from `x`. Returns what is wrong with them and takes them not
  /// if a coordinate is none (is_coordinate) or they are too far from those before; "" otherwise.
  std::string add(std::int64_t y, std::int64_t x, std::int64_t length);

  /// The pattern's size, runs and position: the box around the cells, its corner the position.
  void move_to(Pattern& pattern);

 private:
  std::vector<Run> runs_;
  std::int64_t top_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t left_ = top_;
  /// Beyond the last.
  std::int64_t bottom_ = std::numeric_limits<std::int64_t>::min();
  std::int64_t right_ = bottom_;
};

}  // namespace life
