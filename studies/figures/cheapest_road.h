#pragma once

#include "studies/figures/paper_values.h"
#include "studies/figures/result_rows.h"
#include "studies/figures/summary.h"

namespace figures {

/// What an exact network costs against overcompleteness, failed trials charged: in boards trained
/// on, multiply-adds and core-seconds, of the study `overcompleteness`. Cells that differ in m
/// alone are a line, in which the cheapest m is looked for. Columns of the CSV, a row a cell and
/// cost: the axes, parameters, cost, trials, solved, per_network, low, high (95 %, see
/// CostPerSuccess), ratio (to the line's cheapest m), ratio_low, ratio_high, cheapest_share (of the
/// bootstrap replicates, those in which this m is the cheapest) and cheapest (1 or 0). What is not
/// known is empty: all that needs a solved trial, and an upper end that the data do not give.
/// Core-seconds are of the trials whose time is known; a cell without any has no such row. The text
/// names of each line the cheapest m, its cost, and how many times as much the smallest and the
/// largest m cost. Throws as success_rates does, and std::invalid_argument that names the file and
/// what is wrong: an axis that is missing, or a cost that is not above 0.
Summary summarise_cheapest_road(const ResultRows& rows, const PaperValues&);

}  // namespace figures
