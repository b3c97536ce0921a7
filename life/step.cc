#include "life/step.h"

#include "base/check.h"
#include "life/lane_rows.h"
#include "life/narrow_stepper.h"
#include "life/wide_stepper.h"

namespace life {

void step(Board& board, const Rule& rule, std::int64_t generations, int threads) {
  base::require(generations >= 0, "generations {}: needs at least 0", generations);
  base::require(threads >= 1, "threads {}: needs at least 1", threads);
  with_circuit<Lanes>(rule, [&](const auto& circuit) {
    if (board.width() > 64) return WideStepper(board, circuit, threads).advance(generations);
    with_lane_rows<Lanes>(board.width(), board.topology(), [&](const auto& neighbours) {
      const NarrowStepper stepper(board, neighbours, circuit);
      for (std::int64_t i = 0; i < generations; ++i) stepper.advance();
    });
  });
}

}  // namespace life
