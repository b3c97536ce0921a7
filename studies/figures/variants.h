#pragma once

#include "studies/figures/paper_values.h"
#include "studies/figures/result_rows.h"
#include "studies/figures/summary.h"

namespace figures {

/// The table of the study `variants`: a line a cell with its success rate, in groups of rows that
/// differ from the study's defaults in the same axis (those that follow a published protocol in one
/// of their own), a row a variant and a line in it an m. Columns after the axes: parameters, row
/// (counted from the top, with one left free for each group's name), place (of the m in the row,
/// from its middle), group, label, published,
/// baseline (the rate at the defaults for the same steps and m; empty where none was run, or where
/// a published protocol sets more than one axis), trials, solved, rate, wilson_low, wilson_high.
///
/// `published` has the axes as its columns. Where it has a value at learning_rate "best", the cells
/// that differ in the learning rate alone are one line: the one of them with the highest rate.
/// Throws as success_rates() does, and std::invalid_argument for rows without the study's axes.
Summary summarise_variants(const ResultRows& rows, const PaperValues& published);

}  // namespace figures
