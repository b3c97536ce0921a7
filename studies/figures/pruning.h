#pragma once

#include "studies/figures/paper_values.h"
#include "studies/figures/result_rows.h"
#include "studies/figures/summary.h"

namespace figures {

/// Of the trained networks of the study `pruning` that were exact, how many still are after each
/// round of pruning. Columns of the CSV: the axes, round, parameters, method (pruning_rows.h),
/// weights (of the whole network), weights_asked, kept (median of those left), share (kept /
/// weights), networks (exact before any pruning: the denominator), exact, rate, wilson_low,
/// wilson_high (95 %), exact_before (how many the pruning alone left exact), weights_known. At
/// round 0 all are exact by definition, so both ends of the interval are 1. Without an exact
/// network the CSV is a header and the text says so. Throws as exact_rates(), and
/// std::invalid_argument that names the file, the line and a number that is not whole.
Summary summarise_pruning(const ResultRows& rows, const PaperValues&);

}  // namespace figures
