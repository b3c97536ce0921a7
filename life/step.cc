#include "life/step.h"

#include <algorithm>

#include "base/check.h"
#include "life/circuit.h"
#include "life/wide_board.h"

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

template <class VectorCircuit, class WordCircuit>
void step_with(Board& board, std::int64_t generations, const VectorCircuit& vector_circuit,
               const WordCircuit& word_circuit) {
  if (board.words_per_row() == 1) {
    for (std::int64_t i = 0; i < generations; ++i) advance_narrow(board, word_circuit);
    return;
  }
  WideStepper(board, vector_circuit, word_circuit).advance(generations);
}

}  // namespace

void step(Board& board, const Rule& rule, std::int64_t generations) {
  base::require(generations >= 0, "generations {}: needs at least 0", generations);
  if (rule == Rule::conway()) {
    step_with(board, generations, ConwayCircuit(), ConwayCircuit());
  } else {
    step_with(board, generations, AnyCircuit<Lanes>(rule), AnyCircuit<Word>(rule));
  }
}

}  // namespace life
