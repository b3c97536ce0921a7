#pragma once

#include "studies/figures/paper_values.h"
#include "studies/figures/result_rows.h"
#include "studies/figures/summary.h"

namespace figures {

/// What of a network of Life changes for another rule, and what many rules take to store, from rows
/// of the study `fine_tuning`. Columns of the CSV: the axes, parameters, networks (exact bases, of
/// scratch all: the denominator), learned (of which round 0, or scratch, is exact), rate,
/// wilson_low, wilson_high (95 %), boards (median until first found exact, of these), changed,
/// changed_low, changed_high (median of the fewest parameters changed by which each is exact, and
/// its 95 % interval by order statistics, which takes 6 networks), share, share_low, share_high
/// (the same of all parameters), network_bytes, delta_bytes (median), rules, whole_sum, delta_sum:
/// what so many rules, Life and those of the smallest deltas of this cell's method, take as whole
/// networks, and as one base and the deltas' medians. Empty where there is none. Without a network
/// the CSV is a header and the text says so. Throws as summarise_pruning() does.
Summary summarise_fine_tuning(const ResultRows& rows, const PaperValues&);

}  // namespace figures
