#pragma once

#include "studies/figures/paper_values.h"
#include "studies/figures/result_rows.h"
#include "studies/figures/summary.h"

namespace figures {

/// The search for the smallest m that learns more often than not, one for each setting of the other
/// axes: the study `smallest_network` at its defaults (rate 0.5, confidence 0.95, indifference
/// 0.05, at most 2,048 trials of each m of 1..24), whatever the rows were asked for. Columns of the
/// CSV, a line an m that was tested: the axes, parameters, answer_from, answer_to (the smallest m
/// lies between; empty without such an m), answer (in words), asked_rate, indifference, confidence,
/// trials, solved (those that the search counts, other rows are left out), rate, lower_limit,
/// upper_limit (those that decide, at all looks at once; of each m alone), verdict. The text has
/// the same, and each search's answer.
///
/// Throws as summarise_overcompleteness does, std::invalid_argument that names the line for a trial
/// that is no whole number, and base::DisagreementError when a cell has two trials of one number,
/// as of two base seeds. `paper` is ignored.
Summary summarise_smallest_network(const ResultRows& rows, const PaperValues& paper);

}  // namespace figures
