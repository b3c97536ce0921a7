#include "life/expand.h"

#include <array>
#include <cstdint>

namespace life {
namespace {

using Values [[gnu::vector_size(kExpandedCells * sizeof(float))]] = float;
using UnalignedValues [[gnu::vector_size(kExpandedCells * sizeof(float)),
                        gnu::aligned(alignof(float)), gnu::may_alias]] = float;
using Bits [[gnu::vector_size(kExpandedCells * sizeof(std::uint32_t))]] = std::uint32_t;
constexpr Bits kBits = {1 << 0, 1 << 1, 1 << 2,  1 << 3,  1 << 4,  1 << 5,  1 << 6,  1 << 7,
                        1 << 8, 1 << 9, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 15};

/// Tests the bits of half a word where they are, two vectors a half: with a shift for each vector
/// it would not be the stores that take the time.
template <int kVectors>
void expand_word(Word word, float* to) {
  for (int vector = 0; vector < kVectors; ++vector) {
    const Bits half = Bits{} + static_cast<std::uint32_t>(word >> (vector / 2 * 32));
    const auto alive = (half & kBits << (vector % 2 * 16)) != 0;
    *reinterpret_cast<UnalignedValues*>(to + vector * kExpandedCells) =
        alive ? Values{} + 1 : Values{};
  }
}

template <int kVectorsOfLastWord>
void expand_rows(const Board& board, float* first, std::ptrdiff_t row_stride) {
  for (int y = 0; y < board.height(); ++y) {
    const std::span<const Word> row = board.row(y);
    float* to = first + y * row_stride;
    for (const Word word : row.first(row.size() - 1)) {
      expand_word<4>(word, to);
      to += 64;
    }
    expand_word<kVectorsOfLastWord>(row.back(), to);
  }
}

}  // namespace

void expand(const Board& board, float* first, std::ptrdiff_t row_stride) {
  constexpr std::array kByLastWord = {expand_rows<1>, expand_rows<2>, expand_rows<3>,
                                      expand_rows<4>};
  const auto last_cell = static_cast<std::size_t>(board.width() - 1) % 64;
  kByLastWord[last_cell / kExpandedCells](board, first, row_stride);
}

}  // namespace life
