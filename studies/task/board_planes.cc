#include "studies/task/board_planes.h"

#include <cassert>
#include <cstdint>
#include <span>

namespace task {
namespace {

using Bits [[gnu::vector_size(nn::kLanes * sizeof(std::uint32_t))]] = std::uint32_t;
constexpr Bits kLane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

// The bits of a board's row that the vectors of a plane's row hold, in either order of a row: lane
// by lane, of the 32 cells from column 32 * (vector / 2) on.
struct CellBits {
  explicit CellBits(nn::RowOrder order) {
    const bool plain = order == nn::RowOrder::plain;
    of_vector[0] = plain ? (Bits{} + 1) << kLane : (Bits{} + 1) << (2 * kLane);
    of_vector[1] = plain ? of_vector[0] << 16 : of_vector[0] << 1;
  }
  Bits of_vector[2];
};

std::uint32_t half_word(std::span<const life::Word> row, int vector) {
  return static_cast<std::uint32_t>(row[static_cast<std::size_t>(vector) / 4] >>
                                    (vector / 2 % 2 * 32));
}

}  // namespace

void write_cells(const life::Board& board, const nn::PlanesView& planes) {
  assert(board.height() == planes.shape.height && board.width() == planes.shape.width);
  const CellBits cells(planes.shape.order);
  nn::Lanes* target = planes.lanes(0);
  for (int y = 0; y < board.height(); ++y) {
    const auto row = board.row(y);
    for (int vector = 0; vector < planes.shape.vectors(); ++vector) {
      const auto alive = ((Bits{} + half_word(row, vector)) & cells.of_vector[vector % 2]) != 0;
      *target++ = alive ? nn::Lanes{} + 1 : nn::Lanes{};
    }
  }
}

int count_wrong_cells(const life::Board& board, const nn::PlanesView& logits) {
  assert(board.height() == logits.shape.height && board.width() == logits.shape.width);
  const CellBits cells(logits.shape.order);
  const nn::Lanes* logit = logits.lanes(0);
  Bits wrong = {};
  for (int y = 0; y < board.height(); ++y) {
    const auto row = board.row(y);
    for (int vector = 0; vector < logits.shape.vectors(); ++vector) {
      const auto alive = ((Bits{} + half_word(row, vector)) & cells.of_vector[vector % 2]) != 0;
      const auto above = *logit++ > 0;
      // Comparisons give -1 where true; lanes beyond the width do not count.
      const auto inside =
          kLane < Bits{} + static_cast<std::uint32_t>(board.width() - vector * nn::kLanes);
      wrong -= reinterpret_cast<Bits>((alive ^ above) & inside);
    }
  }
  std::uint32_t sum = 0;
  for (int lane = 0; lane < nn::kLanes; ++lane) sum += wrong[lane];
  return static_cast<int>(sum);
}

}  // namespace task
