#pragma once

#include <cassert>
#include <cstddef>
#include <utility>
#include <vector>

#include "life/board.h"
#include "life/circuit.h"

namespace life {

/// The old rows that a band of rows is advanced between: words of the row above its first and of
/// the row below its last.
struct BandEdges {
  const Word* above;
  const Word* below;
};

/// Advances bands of rows of a board wider than 64 cells by a generation, in place: strips of eight
/// words from left to right, each down its rows in registers. A strip's old last word is kept for
/// the strip on its right. One object a thread.
template <class Circuit>
class BandStepper {
 public:
  /// For bands of up to `rows` rows.
  BandStepper(Board& board, const Circuit& circuit, int rows)
      : words_(board.words().data()),
        pitch_(board.pitch()),
        strips_((board.words_per_row() + kWords - 1) / kWords),
        ends_(board),
        ragged_end_(board),
        ragged_(board.width() % (64 * static_cast<int>(kWords)) != 0),
        circuit_(circuit),
        left_(index(rows)),
        left_of_next_(left_.size()),
        right_(left_.size()) {}

  /// Rows first .. last - 1, one at least.
  void advance(int first, int last, const BandEdges& edges) {
    assert(first < last && last - first <= static_cast<int>(right_.size()));
    for (std::size_t strip = 0; strip < strips_; ++strip) {
      const bool begins = strip == 0;
      if (strip + 1 < strips_) {
        begins ? advance_strip<true, End::none>(strip, first, last, edges)
               : advance_strip<false, End::none>(strip, first, last, edges);
      } else if (ragged_) {
        begins ? advance_strip<true, End::ragged>(strip, first, last, edges)
               : advance_strip<false, End::ragged>(strip, first, last, edges);
      } else {
        begins ? advance_strip<true, End::whole>(strip, first, last, edges)
               : advance_strip<false, End::whole>(strip, first, last, edges);
      }
    }
  }

 private:
  static constexpr std::size_t kWords = sizeof(Lanes) / sizeof(Word);

  // Whether rows end in a strip: not, with its last cell, or before that.
  enum class End { none, whole, ragged };

  // How a row goes on beyond its ends.
  struct RowEnds {
    explicit RowEnds(const Board& board)
        : last_word(board.words_per_row() - 1),
          last_cell((board.width() - 1) % 64),
          if_torus(board.topology() == Topology::torus ? ~Word{0} : 0) {}

    // What lies left of the first cell, in the highest bit.
    Word before(const Word* row) const { return row[last_word] << (63 - last_cell) & if_torus; }
    // What lies right of the last cell, in every bit.
    Word after(const Word* row) const { return Word{0} - (row[0] & if_torus & 1); }

    std::size_t last_word;
    int last_cell;  // in the last word
    Word if_torus;  // all bits, or none
  };

  // The last strip of a board whose width is not one of whole strips.
  struct RaggedEnd {
    explicit RaggedEnd(const Board& board) {
      const std::size_t last = (board.words_per_row() - 1) % kWords;
      for (std::size_t lane = 0; lane < last; ++lane) cells[lane] = ~Word{0};
      cells[last] = board.last_word_mask();
      last_cell[last] = Word{1} << (board.width() - 1) % 64;
    }

    Lanes cells{};      // the bits that are cells
    Lanes last_cell{};  // the bit of a row's last cell
  };

  static std::size_t index(int y) { return static_cast<std::size_t>(y); }

  template <bool kBegins, End kEnd>
  void advance_strip(std::size_t strip, int first, int last, const BandEdges& edges) {
    // Locals, since a store of cells might change members for all the compiler knows.
    const RowEnds ends = ends_;
    Word* const column = words_ + strip * kWords;
    const std::size_t pitch = pitch_;
    const Word* const left = left_.data();
    Word* const left_of_next = left_of_next_.data();
    Word* const right = right_.data();
    [[maybe_unused]] const Lanes cells_of_end = ragged_end_.cells;
    [[maybe_unused]] const Lanes last_cell = ragged_end_.last_cell;

    const auto with_neighbours = [=](const Word* words, Word before, Word after) {
      const Lanes cells = load(words);
      const Word next = kEnd == End::none ? words[kWords] : kEnd == End::whole ? after : 0;
      Row<Lanes> row{shift_in_left(cells, words_before(cells, before)), cells,
                     shift_in_right(cells, words_after(cells, next))};
      if constexpr (kEnd == End::ragged) {
        row.right = ternary<0xF8>(row.right, Lanes{} + after, last_cell);
      }
      return row;
    };
    const auto edge = [&](const Word* row) {
      const Word* const words = row + strip * kWords;
      return with_neighbours(words, kBegins ? ends.before(row) : words[-1], ends.after(row));
    };
    const auto row_at = [=](int y) {
      const Word* const words = column + index(y) * pitch;
      if constexpr (kEnd == End::none) left_of_next[y - first] = words[kWords - 1];
      if constexpr (kBegins) right[y - first] = ends.after(words);
      return with_neighbours(words, kBegins ? ends.before(words) : left[y - first],
                             kEnd == End::none ? 0 : right[y - first]);
    };
    const auto put = [=](int y, Lanes cells) {
      store(column + index(y) * pitch, kEnd == End::ragged ? cells & cells_of_end : cells);
    };
    advance_column(circuit_, first, last, edge(edges.above), edge(edges.below), row_at, put);
    std::swap(left_, left_of_next_);
  }

  Word* words_;
  std::size_t pitch_;
  std::size_t strips_;
  RowEnds ends_;
  RaggedEnd ragged_end_;
  bool ragged_;
  Circuit circuit_;
  // By row of the band: the old word left of this strip, and of the next.
  std::vector<Word> left_, left_of_next_;
  std::vector<Word>
      right_;  // by row of the band: the old cell right of the row's end, in every bit
};

}  // namespace life
