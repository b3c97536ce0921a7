#pragma once

#include <vector>

#include "studies/figures/result_rows.h"
#include "studies/figures/success_rates.h"

namespace figures {

/// A trial of a way: the row of its network, and whether that is exact and of this way.
struct Outcome {
  RowRef row;
  bool exact;
};

/// Of a round of a study that prunes; `whole` is round 0 of the same trials. A trial that ended
/// before this round, for want of an exact network to prune, has failed: its row is that of round
/// 0. The rows have the columns seed and exact.
std::vector<Outcome> round_outcomes(const ResultRows& rows, const SuccessRate& whole,
                                    const SuccessRate& cell);

}  // namespace figures
