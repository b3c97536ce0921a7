#pragma once

#include "studies/figures/paper_values.h"
#include "studies/figures/result_rows.h"
#include "studies/figures/summary.h"

namespace figures {

/// Success against sign flips: of the trials of the study `sign_flips` that won, how many still do
/// with the signs of k random initial weights flipped (rows with flips = random). Columns of the
/// CSV: the axes, flip_count (k), parameters, paper, winners, solved, rate, wilson_low, wilson_high
/// (95 %). At k = 0 all winners have won by definition, so both ends of the interval are 1. Trials
/// that did not win count nowhere but in the text's last lines. The paper's value, of an unknown m,
/// stands beside one-step cells of any m with its protocol. Without winners the CSV is a header and
/// the text says so. Throws as summarise_overcompleteness does.
Summary summarise_sign_flips(const ResultRows& rows, const PaperValues& paper);

}  // namespace figures
