#pragma once

#include "studies/figures/paper_values.h"
#include "studies/figures/result_rows.h"
#include "studies/figures/summary.h"

namespace figures {

/// The fewest weights with which each trained network of the study `pruning` was still exact, after
/// or before a round's training. Columns of the CSV: the axes, parameters, method (pruning_rows.h),
/// weights (of the whole network), networks (exact before any pruning: the denominator), fewest,
/// q1, median, q3, most (quantiles of these weights, each that of a network), tenth (networks that
/// were exact with a tenth of the weights or less), tenth_rate, tenth_low, tenth_high (Wilson 95
/// %), weights_known. Without an exact network the CSV is a header and the text says so. Throws as
/// summarise_pruning().
Summary summarise_smallest_exact(const ResultRows& rows, const PaperValues&);

}  // namespace figures
