#include "studies/task/board_planes.h"

#include <cassert>
#include <cstdint>

#include "life/expand.h"

namespace task {

void write_cells(const life::Board& board, const nn::PlanesView& planes) {
  static_assert(nn::kLanes == life::kExpandedCells);
  assert(board.height() == planes.height && board.width() == planes.width);
  life::expand(board, planes.row(0, 0), planes.row_pitch);
}

int count_wrong_cells(const life::Board& board, const nn::PlanesView& logits) {
  using Bits [[gnu::vector_size(nn::kLanes * sizeof(std::int32_t))]] = std::int32_t;
  constexpr Bits kLane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  constexpr Bits kBit = (Bits{} + 1) << kLane;
  assert(board.height() == logits.height && board.width() == logits.width);
  Bits wrong = {};
  for (int y = 0; y < logits.height; ++y) {
    const auto words = board.row(y);
    const float* row = logits.row(0, y);
    for (int x = 0; x < logits.width; x += nn::kLanes) {
      const auto cells =
          static_cast<std::int32_t>(words[static_cast<std::size_t>(x) / 64] >> (x % 64) & 0xffff);
      const Bits alive = ((Bits{} + cells) & kBit) != 0;
      const Bits above = *reinterpret_cast<const nn::Lanes*>(row + x) > 0;
      // Comparisons give -1 where true; lanes beyond the width do not count.
      wrong -= (alive ^ above) & (kLane < logits.width - x);
    }
  }
  int sum = 0;
  for (int lane = 0; lane < nn::kLanes; ++lane) sum += wrong[lane];
  return sum;
}

}  // namespace task
