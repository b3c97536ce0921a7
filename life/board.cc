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

// Rows a power of two apart would share few sets of a cache, an odd number of lines avoids it.
std::size_t pitch_of(std::size_t words_per_row) {
  constexpr std::size_t kLineWords = 64 / sizeof(Word);
  if (words_per_row == 1) return 1;
  return ((words_per_row + kLineWords - 1) / kLineWords | 1) * kLineWords;
}

}  // namespace

Board::Board(int height, int width, Topology topology)
    : size_(checked({height, width})),
      topology_(topology),
      words_per_row_((static_cast<std::size_t>(width) + 63) / 64),
      pitch_(pitch_of(words_per_row_)),
      words_(static_cast<std::size_t>(height) * pitch_) {}

std::int64_t Board::population() const {
  std::int64_t count = 0;
  for (const Word word : words_) count += std::popcount(word);
  return count;
}

}  // namespace life
