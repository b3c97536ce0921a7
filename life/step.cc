#include "life/step.h"

#include <algorithm>

#include "base/check.h"
#include "life/circuit.h"
#include "life/wide_stepper.h"

namespace life {
namespace {

/// Boards of one word a row: down the rows, without memory of its own.
template <class Circuit>
void advance_narrow(Board& board, const Circuit& circuit) {
  const std::span<Word> rows = board.words();
  const Word keep = board.last_word_mask();
  const Word wrap = board.topology() == Topology::torus ? ~Word{0} : 0;
  const int last_cell = board.width() - 1;
  // Bits beyond the width come out as anything: they are cleared after the circuit.
  const auto with_neighbours = [=](Word cells) {
    return Row<Word>{cells << 1 | (cells >> last_cell & wrap), cells,
                     cells >> 1 | (cells << last_cell & wrap)};
  };
  const auto row_at = [&](int y) { return with_neighbours(rows[static_cast<std::size_t>(y)]); };
  const auto put = [&](int y, Word cells) { rows[static_cast<std::size_t>(y)] = cells & keep; };
  advance_column(circuit, 0, board.height(), with_neighbours(rows.back() & wrap),
                 with_neighbours(rows.front() & wrap), row_at, put);
}

}  // namespace

void step(Board& board, const Rule& rule, std::int64_t generations, int threads) {
  base::require(generations >= 0, "generations {}: needs at least 0", generations);
  base::require(threads >= 1, "threads {}: needs at least 1", threads);
  const bool conway = rule == Rule::conway();
  if (board.width() <= 64) {
    for (std::int64_t i = 0; i < generations; ++i) {
      conway ? advance_narrow(board, ConwayCircuit())
             : advance_narrow(board, AnyCircuit<Word>(rule));
    }
  } else if (conway) {
    WideStepper(board, ConwayCircuit(), threads).advance(generations);
  } else {
    WideStepper(board, AnyCircuit<Lanes>(rule), threads).advance(generations);
  }
}

}  // namespace life
