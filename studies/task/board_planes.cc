#include "studies/task/board_planes.h"

#include <cassert>
#include <cstdint>

namespace task {
namespace {

using Bits [[gnu::vector_size(nn::kLanes * sizeof(std::int32_t))]] = std::int32_t;
constexpr Bits kBit = {1 << 0, 1 << 1, 1 << 2,  1 << 3,  1 << 4,  1 << 5,  1 << 6,  1 << 7,
                       1 << 8, 1 << 9, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 15};

// Calls body(mask of 16 living cells as lanes of 0 and -1, first cell's value in the plane, cells).
template <class Body>
void for_all_lanes(const life::Board& board, const nn::PlanesView& planes, Body body) {
  assert(board.height() == planes.height && board.width() == planes.width);
  for (int y = 0; y < planes.height; ++y) {
    const auto words = board.row(y);
    float* row = planes.row(0, y);
    for (int x = 0; x < planes.width; x += nn::kLanes) {
      const auto cells =
          static_cast<std::int32_t>(words[static_cast<std::size_t>(x) / 64] >> (x % 64) & 0xffff);
      const Bits alive = ((Bits{} + cells) & kBit) != 0;
      body(alive, *reinterpret_cast<nn::Lanes*>(row + x), planes.width - x);
    }
  }
}

}  // namespace

void write_cells(const life::Board& board, const nn::PlanesView& planes) {
  for_all_lanes(board, planes, [](const Bits& alive, nn::Lanes& values, int) {
    values = __builtin_convertvector(alive & 1, nn::Lanes);
  });
}

int count_wrong_cells(const life::Board& board, const nn::PlanesView& logits) {
  constexpr Bits kLane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  Bits wrong = {};
  for_all_lanes(board, logits, [&](const Bits& alive, const nn::Lanes& values, int cells) {
    // Comparisons give -1 where true; lanes beyond the width do not count.
    wrong -= (alive ^ (values > 0)) & (kLane < cells);
  });
  int sum = 0;
  for (int lane = 0; lane < nn::kLanes; ++lane) sum += wrong[lane];
  return sum;
}

}  // namespace task
