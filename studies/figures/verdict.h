#pragma once

#include "studies/figures/paper_values.h"
#include "studies/figures/result_rows.h"
#include "studies/figures/summary.h"

namespace figures {

/// What an exact network of so many weights costs by each way of the study `tickets`, all failed
/// trials charged and with all that led to a network: the mean of total_multiply_adds over the rate
/// of success (cost_per_success.h). Columns of the CSV: the axes, round, way, parameters, kept,
/// share, per_network, low, high (95 %; empty where not known), small_kept, small (what the small
/// dense network of the nearest number of weights costs), ratio (per_network / small), trials,
/// exact. Of the whole network: round 0 of the way "small". Controls are left out. Throws as
/// summarise_tickets() does, and std::invalid_argument for a cost that is no number.
Summary summarise_verdict(const ResultRows& rows, const PaperValues&);

}  // namespace figures
