#pragma once

#include <cstdint>
#include <vector>

#include "studies/figures/cost_per_success.h"
#include "studies/figures/result_rows.h"
#include "studies/figures/success_rates.h"

namespace figures {

/// Networks that were trained, pruned round by round and trained on: a round of the study
/// `pruning`, told as if it were one of `tickets`.
struct PrunedRoad {
  SuccessRate cell;   ///< a value an axis of `tickets` and the round; method: "pruned-CRITERION"
  std::int64_t kept;  ///< weights, the median
  CostPerSuccess cost;
};

/// Those pruned by whole filters, by removal and by sensitivity that go on from each of `tickets`'
/// dense networks: of the same n, m and training. Its other axes are those of method fine-tuned,
/// budget and round_share those of `pruning`. A trial whose dense network did not learn has failed
/// in all rounds. Throws as success_rates() and TicketWeights do.
std::vector<PrunedRoad> pruned_roads(const SuccessRates& tickets, const ResultRows& pruning);

}  // namespace figures
