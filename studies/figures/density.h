#pragma once

#include "studies/figures/paper_values.h"
#include "studies/figures/result_rows.h"
#include "studies/figures/summary.h"

namespace figures {

/// Success against the density of the training boards: a line a cell of the study `density`, sorted
/// by its axes. Columns of the CSV: the axes, parameters, boards_lower_quartile, boards_median,
/// boards_upper_quartile, alive_now, alive_next, trials, solved, rate, wilson_low, wilson_high
/// (95 %). The quartiles are those of the boards that solved trials took (interpolated as R and
/// NumPy do by default); they are empty when none was solved, and say nothing of failed trials.
/// Alive are the expected shares of the cells of a torus, now and one generation later
/// (alive_next.h).
///
/// The text has for each setting of the other axes the density of the highest rate, and compares
/// 0.38, the paper's density, with 0.5 and with boards that draw theirs: trial i has the same
/// initial network at every density, so pairs are told apart by McNemar's exact test. Throws as
/// summarise_overcompleteness does, std::invalid_argument that names the line for a density that is
/// neither a number from 0 to 1 nor `uniform`, and base::DisagreementError when a cell has two
/// trials of one number, as of two base seeds. The paper's rates are not known, `paper` is ignored.
Summary summarise_density(const ResultRows& rows, const PaperValues& paper);

}  // namespace figures
