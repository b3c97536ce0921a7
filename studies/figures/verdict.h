#pragma once

#include "studies/figures/rows_by_study.h"
#include "studies/figures/summary.h"

namespace figures {

/// What an exact network of so many weights costs by each way of the study `tickets`, and by those
/// of `pruning` that pruned_roads() has if its rows are there, all failed trials charged and with
/// all that led to a network: the mean of total_multiply_adds over the rate of success
/// (cost_per_success.h). Columns of the CSV: the axes, round, way, parameters, kept,
/// share, per_network, low, high (95 %; empty where not known), small_kept, small (what the small
/// dense network of the nearest number of weights costs), ratio (per_network / small), trials,
/// exact. Of the whole network: round 0 of the way "small". Controls are left out. Throws as
/// summarise_tickets() and pruned_roads() do, and std::invalid_argument for a cost that is no
/// number and without rows of `tickets`.
Summary summarise_verdict(const RowsByStudy& studies);

}  // namespace figures
