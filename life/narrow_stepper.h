#pragma once

#include <cassert>
#include <cstddef>

#include "life/board.h"
#include "life/circuit.h"

namespace life {

/// Advances a board of one word a row by a generation, in place: eight rows a vector, from the top.
/// `Neighbours` as in lane_rows.h.
template <class Neighbours, class Circuit>
class NarrowStepper {
 public:
  NarrowStepper(Board& board, const Neighbours& neighbours, const Circuit& circuit)
      : rows_(board.words().data()),
        height_(static_cast<std::size_t>(board.height())),
        wrap_(board.topology() == Topology::torus ? ~Word{0} : 0),
        neighbours_(neighbours),
        circuit_(circuit) {
    assert(board.pitch() == 1);
  }

  void advance() const {
    const Word after_last = rows_[0] & wrap_;
    const Block before = block_of(Lanes{} + (rows_[height_ - 1] & wrap_));
    Block above = before, middle = block_at(0, after_last);
    for (std::size_t y = 0; y < height_; y += kRows) {
      const Block below = block_at(y + kRows, after_last);
      const RowSum<Lanes> sum_above{eight_words<7>(above.sum.ones, middle.sum.ones),
                                    eight_words<7>(above.sum.twos, middle.sum.twos)};
      const RowSum<Lanes> sum_below{eight_words<1>(middle.sum.ones, below.sum.ones),
                                    eight_words<1>(middle.sum.twos, below.sum.twos)};
      put(y, neighbours_.only_cells(circuit_(sum_above, middle.row, middle.sum, sum_below)));
      above = middle;
      middle = below;
    }
  }

 private:
  static constexpr std::size_t kRows = sizeof(Lanes) / sizeof(Word);

  struct Block {
    Row<Lanes> row;
    RowSum<Lanes> sum;
  };

  Block block_of(Lanes rows) const {
    const Row<Lanes> row = neighbours_(rows);
    return {row, sum(row)};
  }

  // Rows y .. y + 7; the row after the last is `after_last`, those further on do not matter.
  Block block_at(std::size_t y, Word after_last) const {
    if (y + kRows <= height_) return block_of(load(rows_ + y));
    Lanes rows{};
    for (std::size_t i = 0; y + i <= height_ && i < kRows; ++i) {
      rows[i] = y + i < height_ ? rows_[y + i] : after_last;
    }
    return block_of(rows);
  }

  void put(std::size_t y, Lanes rows) const {
    if (y + kRows <= height_) return store(rows_ + y, rows);
    for (std::size_t i = 0; y + i < height_; ++i) rows_[y + i] = rows[i];
  }

  Word* rows_;
  std::size_t height_;
  Word wrap_;
  Neighbours neighbours_;
  Circuit circuit_;
};

}  // namespace life
