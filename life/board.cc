#include "life/board.h"

#include <bit>

#include "base/check.h"

namespace life {
namespace {

Size checked(Size size) {
  base::require(is_board_size(size),
                "board of {} cells: needs sides from 1 to {} and at most {} cells", to_string(size),
                kMaxSide, kMaxCells);
  return size;
}

}  // namespace

Board::Board(int height, int width, Topology topology)
    : size_(checked({height, width})),
      topology_(topology),
      words_per_row_((static_cast<std::size_t>(width) + 63) / 64),
      words_(static_cast<std::size_t>(height) * words_per_row_) {}

std::int64_t Board::population() const {
  std::int64_t count = 0;
  for (const Word word : words_) count += std::popcount(word);
  return count;
}

}  // namespace life
