#pragma once

#include <cstdint>

#include "life/board.h"
#include "life/rule.h"

namespace life {

struct RunPlan {
  std::int64_t generations;  ///< >= 0
  std::int64_t every;        ///< >= 1: generations from row to row
  int threads;               ///< >= 1, as for step()
  bool quiet;                ///< no progress on stderr
};

/// Advances `board` and prints CSV on stdout, `generation,population`: the start, every
/// `plan.every`-th generation and the last. Returns the generation that `board` is at: less than
/// `plan.generations` if a base::Interruption noted a signal or stdout cannot be written: both are
/// looked at every half a second or sooner, unless a generation takes longer. Throws
/// std::runtime_error before the first generation if the start's row cannot be written.
std::int64_t run_printing_populations(Board& board, const Rule& rule, const RunPlan& plan);

}  // namespace life
