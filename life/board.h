#pragma once

#include <cassert>
#include <cstdint>
#include <span>

#include "base/aligned_vector.h"
#include "life/geometry.h"
#include "life/lanes.h"

namespace life {

/// A rectangle of cells, bit-packed as drawn in life/README.md. Bits beyond the width are 0 at all
/// times: equality and population count on it, and who writes through row() or words() keeps it.
/// Example: Board board(32, 32, Topology::torus); board.set(0, 1, true);
class Board {
 public:
  /// All cells dead. Throws std::invalid_argument, before any memory is taken, unless
  /// is_board_size({height, width}).
  Board(int height, int width, Topology topology);

  int height() const { return size_.height; }
  int width() const { return size_.width; }
  Size size() const { return size_; }
  Topology topology() const { return topology_; }

  /// `y` counts rows down from the top in [0, height), `x` cells from the left in [0, width).
  bool get(int y, int x) const { return (row(y)[word_of(x)] >> (x % 64) & 1) != 0; }
  void set(int y, int x, bool alive) {
    Word& word = row(y)[word_of(x)];
    const Word bit = Word{1} << (x % 64);
    word = alive ? word | bit : word & ~bit;
  }

  /// The number of living cells.
  std::int64_t population() const;

  /// The words of a row, leftmost first.
  std::span<const Word> row(int y) const { return words().subspan(start_of(y), words_per_row_); }
  std::span<Word> row(int y) { return words().subspan(start_of(y), words_per_row_); }

  std::size_t words_per_row() const { return words_per_row_; }

  /// The words of all rows, top row first, each row `pitch()` words after the one above; the words
  /// between rows are 0 as are the bits beyond the width.
  std::span<const Word> words() const { return words_; }
  std::span<Word> words() { return words_; }

  /// Words from a row's first to the next row's first: 1 where a row has one word, else that
  /// of an odd number of cache lines.
  std::size_t pitch() const { return pitch_; }

  /// The bits of a row's last word that are cells.
  Word last_word_mask() const { return ~Word{0} >> (63 - (size_.width - 1) % 64); }

  /// Equal in size, topology and every cell.
  bool operator==(const Board&) const = default;

 private:
  std::size_t word_of(int x) const {
    assert(x >= 0 && x < size_.width);
    return static_cast<std::size_t>(x) / 64;
  }
  std::size_t start_of(int y) const {
    assert(y >= 0 && y < size_.height);
    return static_cast<std::size_t>(y) * pitch_;
  }

  Size size_;
  Topology topology_;
  std::size_t words_per_row_;
  std::size_t pitch_;
  base::AlignedVector<Word> words_;
};

}  // namespace life
