#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/aligned_vector.h"
#include "life/board.h"
#include "life/circuit.h"

namespace life {

/// The old rows that a band of rows is advanced between: words of the row above its first and of
/// the row below its last.
struct BandEdges {
  const Word* above;
  const Word* below;
};

/// Advances bands of rows of a board of two words a row or more by a generation, in place: strips
/// of eight words, and of one where fewer are left, from left to right, each down its rows in
/// registers. A strip's old last word is kept for the strip on its right. One object a thread.
template <class VectorCircuit, class WordCircuit>
class BandStepper {
 public:
  BandStepper(Board& board, const VectorCircuit& vector_circuit, const WordCircuit& word_circuit)
      : words_(board.words().data()),
        words_per_row_(board.words_per_row()),
        ends_{words_per_row_ - 1, (board.width() - 1) % 64 + 1,
              board.topology() == Topology::torus ? ~Word{0} : 0},
        last_mask_(board.last_word_mask()),
        vector_circuit_(vector_circuit),
        word_circuit_(word_circuit),
        left_(static_cast<std::size_t>(board.height())),
        left_of_next_(left_.size()),
        right_(static_cast<std::size_t>(board.height())) {}

  /// Rows first .. last - 1, of which there is at least one.
  void advance(int first, int last, const BandEdges& edges) {
    std::size_t word = 0;
    while (word + kVector <= words_per_row_) {
      advance_strip<Lanes>(vector_circuit_, word, first, last, edges);
      word += kVector;
    }
    for (; word < words_per_row_; ++word) {
      advance_strip<Word>(word_circuit_, word, first, last, edges);
    }
  }

 private:
  static constexpr std::size_t kVector = sizeof(Lanes) / sizeof(Word);

  static std::size_t index(int y) { return static_cast<std::size_t>(y); }
  Word* row(int y) const { return words_ + index(y) * words_per_row_; }

  // How a row goes on beyond its ends.
  struct Ends {
    std::size_t last_word;
    int cells_in_last;
    Word if_torus;  // all bits, or none

    // What lies left of the first word: the last cell on a torus, in the highest bit.
    Word before(const Word* row) const { return row[last_word] << (64 - cells_in_last) & if_torus; }
    // What lies right of the last cell: the first cell on a torus.
    Word after(const Word* row) const { return row[0] & if_torus & 1; }
  };

  template <class Bits>
  static Bits only_in_last_word(Word bits) {
    return words_after(Bits{}, bits);
  }

  // The strip of words from `word` on; a row begins in the first and ends in the last.
  template <class Bits, class Circuit>
  void advance_strip(const Circuit& circuit, std::size_t word, int first, int last,
                     const BandEdges& edges) {
    const bool begins = word == 0;
    const bool ends = word + sizeof(Bits) / sizeof(Word) == words_per_row_;
    if (begins && ends) return advance_strip<Bits, true, true>(circuit, word, first, last, edges);
    if (begins) return advance_strip<Bits, true, false>(circuit, word, first, last, edges);
    if (ends) return advance_strip<Bits, false, true>(circuit, word, first, last, edges);
    advance_strip<Bits, false, false>(circuit, word, first, last, edges);
  }

  template <class Bits, bool kBegins, bool kEnds, class Circuit>
  void advance_strip(const Circuit& circuit, std::size_t word, int first, int last,
                     const BandEdges& edges) {
    constexpr std::size_t kWords = sizeof(Bits) / sizeof(Word);
    const auto with_neighbours = [end = ends_.cells_in_last](const Word* strip, Word before,
                                                             Word after_end) {
      Bits cells;
      load(strip, cells);
      Row<Bits> result{shift_in_left(cells, words_before(cells, before)), cells,
                       shift_in_right(cells, words_after(cells, kEnds ? 0 : strip[kWords]))};
      if constexpr (kEnds) {
        result.right |= only_in_last_word<Bits>(after_end << (end - 1));
      }
      return result;
    };
    const auto edge = [&](const Word* cells) {
      return with_neighbours(cells + word, word == 0 ? ends_.before(cells) : cells[word - 1],
                             ends_.after(cells));
    };
    // Locals, since a store of cells might change members for all the compiler knows.
    Word* const strips = words_ + word;
    const std::size_t pitch = words_per_row_;
    const Word* const left = left_.data();
    Word* const left_of_next = left_of_next_.data();
    Word* const right = right_.data();
    const auto row_at = [=, ends = ends_](int y) {
      const Word* const strip = strips + index(y) * pitch;
      if constexpr (!kEnds) left_of_next[y] = strip[kWords - 1];
      if constexpr (kBegins) right[y] = ends.after(strip);
      return with_neighbours(strip, kBegins ? ends.before(strip) : left[y], kEnds ? right[y] : 0);
    };
    const Bits keep = ~only_in_last_word<Bits>(~last_mask_);
    const auto put = [=](int y, Bits cells) {
      store(strips + index(y) * pitch, kEnds ? cells & keep : cells);
    };
    advance_column(circuit, first, last, edge(edges.above), edge(edges.below), row_at, put);
    std::swap(left_, left_of_next_);
  }

  Word* words_;
  std::size_t words_per_row_;
  Ends ends_;
  Word last_mask_;
  VectorCircuit vector_circuit_;
  WordCircuit word_circuit_;
  // By row: the old word left of this strip, and of the next.
  std::vector<Word> left_, left_of_next_;
  std::vector<Word> right_;  // by row: the old cell right of the row's end
};

/// Advances a board of two words a row or more, several generations a pass over memory: panels of
/// rows that stay in cache are advanced one after the other, each generation's panel one row higher
/// than the last one's, so that the rows it needs have not gone further than it.
template <class VectorCircuit, class WordCircuit>
class WideStepper {
 public:
  WideStepper(Board& board, const VectorCircuit& vector_circuit, const WordCircuit& word_circuit)
      : words_(board.words().data()),
        words_per_row_(board.words_per_row()),
        height_(board.height()),
        torus_(board.topology() == Topology::torus),
        bands_(board, vector_circuit, word_circuit),
        zeros_(words_per_row_) {
    const std::size_t rows_in_cache = kPanelBytes / (words_per_row_ * sizeof(Word));
    panel_ = static_cast<int>(std::max<std::size_t>(rows_in_cache, 16));
    for (auto* saved : {&above_panel_, &above_next_panel_, &top_, &bottom_}) {
      saved->resize(kGenerations * words_per_row_);
    }
  }

  void advance(std::int64_t generations) {
    while (generations > 0) {
      // A pass leaves a wedge of 2 k rows to be closed at a torus's seam.
      const int most =
          static_cast<int>(std::min<std::int64_t>({generations, kGenerations, (height_ - 1) / 2}));
      if (most <= 1) {
        advance_whole();
        --generations;
      } else {
        pass(most);
        generations -= most;
      }
    }
  }

 private:
  static constexpr int kGenerations = 32;
  static constexpr std::size_t kPanelBytes = 1 << 18;

  using Rows = base::AlignedVector<Word>;

  Word* row(int y) const { return words_ + static_cast<std::size_t>(y) * words_per_row_; }
  Word* saved(Rows& rows, int i) const {
    return &rows[static_cast<std::size_t>(i) * words_per_row_];
  }
  void save(int y, Rows& rows, int i) const { std::copy_n(row(y), words_per_row_, saved(rows, i)); }

  void advance_whole() {
    save(height_ - 1, top_, 0);
    save(0, bottom_, 0);
    const Word* zeros = zeros_.data();
    bands_.advance(0, height_,
                   {torus_ ? saved(top_, 0) : zeros, torus_ ? saved(bottom_, 0) : zeros});
  }

  // All rows by k generations. On a torus row 0 starts where row height - 1 ends: a triangle of
  // rows at either end is left out, and the two make a wedge that is closed last.
  void pass(int k) {
    const int panels = std::max(1, (height_ - 2 * k) / panel_);
    for (int panel = 0; panel < panels; ++panel) {
      const bool first = panel == 0, last = panel + 1 == panels;
      const int begin = panel * panel_, end = last ? height_ : begin + panel_;
      for (int g = 0; g < k; ++g) {
        const int from = first ? (torus_ ? g + 1 : 0) : begin - g;
        const int to = last ? (torus_ ? end - g - 1 : end) : end - g;
        advance_panel(from, to, g, first, last);
      }
      std::swap(above_panel_, above_next_panel_);
    }
    if (torus_) close_wedge(k);
  }

  // Rows from .. to - 1 from generation g to g + 1. The last of them is kept as it was for the
  // panel below, the outermost ones of a torus for the wedge.
  void advance_panel(int from, int to, int g, bool first, bool last) {
    if (!last) save(to - 1, above_next_panel_, g);
    if (torus_ && first) save(from, top_, g);
    if (torus_ && last) save(to - 1, bottom_, g);
    const Word* above = !first ? saved(above_panel_, g) : torus_ ? row(from - 1) : zeros_.data();
    const Word* below = last && !torus_ ? zeros_.data() : row(to);
    bands_.advance(from, to, {above, below});
  }

  // Generation g of the wedge: the last g + 1 rows and the first g + 1, between rows that are
  // saved.
  void close_wedge(int k) {
    for (int g = 0; g < k; ++g) {
      save(height_ - 1, above_panel_, 0);
      bands_.advance(height_ - 1 - g, height_, {saved(bottom_, g), row(0)});
      bands_.advance(0, g + 1, {saved(above_panel_, 0), saved(top_, g)});
    }
  }

  Word* words_;
  std::size_t words_per_row_;
  int height_;
  bool torus_;
  BandStepper<VectorCircuit, WordCircuit> bands_;
  Rows zeros_;  // what lies beyond a dead edge
  int panel_;   // rows a panel
  // Rows as they were before generation g, by g.
  Rows above_panel_, above_next_panel_, top_, bottom_;
};

}  // namespace life
