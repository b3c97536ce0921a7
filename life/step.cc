#include "life/step.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "life/circuit.h"

namespace life {
namespace {

/// Row sums of consecutive words, each binary digit in an array of its own.
struct Sums {
  Word* ones;
  Word* twos;

  void put(std::size_t at, RowSum<Word> sum) const {
    ones[at] = sum.ones;
    twos[at] = sum.twos;
  }
  RowSum<Word> get(std::size_t at) const { return {ones[at], twos[at]}; }
  Sums from(std::size_t at) const { return {ones + at, twos + at}; }
};

template <class Circuit>
void advance_words(const Circuit& circuit, Sums above, Sums middle, Sums below, Word keep,
                   Word* __restrict cells, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto sum = add_rows(above.get(i), middle.get(i), below.get(i));
    cells[i] = circuit(cells[i], sum) & keep;
  }
}

/// Boards of one word a row: the loops run down the rows, some at a time, so that the compiler
/// makes vectors of rows.
template <class Circuit>
class NarrowStepper {
 public:
  NarrowStepper(Board& board, const Circuit& circuit)
      : circuit_(circuit),
        rows_(board.words()),
        keep_(board.last_word_mask()),
        top_bit_(board.width() - 1),
        wrap_(board.topology() == Topology::torus ? ~Word{0} : 0) {}

  void step() {
    Word ones[kRows + 2], twos[kRows + 2];
    const Sums sums{ones, twos};
    const auto wrapped = [this](Word row) { return sum(row & wrap_); };
    sums.put(0, wrapped(rows_.back()));
    const RowSum<Word> below_last = wrapped(rows_.front());
    for (std::size_t begin = 0; begin < rows_.size(); begin += kRows) {
      const std::size_t count = std::min(kRows, rows_.size() - begin);
      Word* const rows = rows_.data() + begin;
      for (std::size_t i = 0; i < count; ++i) sums.put(i + 1, sum(rows[i]));
      const bool last = begin + count == rows_.size();
      sums.put(count + 1, last ? below_last : sum(rows[count]));
      advance_words(circuit_, sums, sums.from(1), sums.from(2), keep_, rows, count);
      sums.put(0, sums.get(count));
    }
  }

 private:
  static constexpr std::size_t kRows = 64;

  /// Bits beyond the width come out as anything: they are cleared after the circuit.
  RowSum<Word> sum(Word row) const {
    const Word left = row << 1 | (row >> top_bit_ & wrap_);
    const Word right = row >> 1 | (row << top_bit_ & wrap_);
    return full_adder(left, row, right);
  }

  const Circuit circuit_;
  const std::span<Word> rows_;
  const Word keep_;
  const int top_bit_;
  const Word wrap_;
};

/// Boards of two words a row or more: the loops run along the rows, and the sums of the last three
/// rows are kept.
template <class Circuit>
class WideStepper {
 public:
  WideStepper(Board& board, const Circuit& circuit)
      : circuit_(circuit),
        board_(board),
        torus_(board.topology() == Topology::torus),
        top_bit_((board.width() - 1) % 64),
        scratch_(8 * board.words_per_row()) {}

  void step() {
    const std::size_t words = board_.words_per_row();
    const auto buffer = [&](std::size_t i) {
      return Sums{&scratch_[2 * i * words], &scratch_[(2 * i + 1) * words]};
    };
    Sums above = buffer(0), middle = buffer(1), below = buffer(2);
    const Sums below_last = buffer(3);
    const int height = board_.height();
    sum_beyond_edge(height - 1, above);
    sum_beyond_edge(0, below_last);
    sum_row(0, middle);
    for (int y = 0; y < height; ++y) {
      const bool last = y + 1 == height;
      if (!last) sum_row(y + 1, below);
      const std::span<Word> row = board_.row(y);
      advance_words(circuit_, above, middle, last ? below_last : below, ~Word{0}, row.data(),
                    words);
      row.back() &= board_.last_word_mask();
      std::swap(above, middle);
      std::swap(middle, below);
    }
  }

 private:
  void sum_beyond_edge(int y, Sums out) const {
    if (torus_) return sum_row(y, out);
    for (std::size_t i = 0; i < board_.words_per_row(); ++i) out.put(i, {0, 0});
  }

  /// Bits beyond the width come out as anything: they are cleared after the circuit.
  void sum_row(int y, Sums out) const {
    const std::span<const Word> row = std::as_const(board_).row(y);
    const std::size_t last = row.size() - 1;
    const Word wrap_left = torus_ ? row[last] >> top_bit_ : 0;
    const Word wrap_right = torus_ ? (row[0] & 1) << top_bit_ : 0;
    out.put(0, full_adder(row[0] << 1 | wrap_left, row[0], row[0] >> 1 | row[1] << 63));
    sum_inner_words(row.data(), last, out.ones, out.twos);
    out.put(last, full_adder(row[last] << 1 | row[last - 1] >> 63, row[last],
                             row[last] >> 1 | wrap_right));
  }

  static void sum_inner_words(const Word* row, std::size_t last, Word* __restrict ones,
                              Word* __restrict twos) {
    for (std::size_t i = 1; i < last; ++i) {
      const Word left = row[i] << 1 | row[i - 1] >> 63;
      const Word right = row[i] >> 1 | row[i + 1] << 63;
      const RowSum<Word> sum = full_adder(left, row[i], right);
      ones[i] = sum.ones;
      twos[i] = sum.twos;
    }
  }

  const Circuit circuit_;
  Board& board_;
  const bool torus_;
  const int top_bit_;
  std::vector<Word> scratch_;
};

template <class Circuit>
void step_with(Board& board, const Circuit& circuit, std::int64_t generations) {
  const auto run = [generations](auto stepper) {
    for (std::int64_t i = 0; i < generations; ++i) stepper.step();
  };
  if (board.words_per_row() == 1) {
    run(NarrowStepper(board, circuit));
  } else {
    run(WideStepper(board, circuit));
  }
}

}  // namespace

void step(Board& board, const Rule& rule, std::int64_t generations) {
  base::require(generations >= 0, "generations {}: needs at least 0", generations);
  if (rule == Rule::conway()) {
    step_with(board, ConwayCircuit(), generations);
  } else {
    step_with(board, AnyCircuit<Word>(rule), generations);
  }
}

}  // namespace life
