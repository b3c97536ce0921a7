#pragma once

#include "studies/figures/paper_values.h"
#include "studies/figures/result_rows.h"
#include "studies/figures/summary.h"

namespace figures {

/// The table of the study `deploy`: a line a cell of its grid in which a network was deployed, in
/// groups of rows, a row a network and in it a line for each device and number of bits. Columns
/// after the axes: parameters, row (counted from the top, with one left free for each group's
/// name), group, label (without commas, at which gnuplot would cut it), unit, networks (deployed:
/// the denominator), exact (of these, as integers), exact_rate, exact_low, exact_high (Wilson
/// 95 %), window_errors (the most), unchanged (exact by rounding alone), unchanged_rate,
/// unchanged_low, unchanged_high; medians over the networks: constant_bytes, flash_bytes,
/// ram_bytes, cell, torus_cell (a generation of the torus over its 256 cells, with torus_cell_least
/// and torus_cell_most) and generations_per_second.
///
/// `published` has the columns device, peer and quantity; a peer is a line with `cell` also as
/// torus_cell. Throws as success_rates() does, and std::invalid_argument for rows without the
/// study's axes.
Summary summarise_deploy(const ResultRows& rows, const PaperValues& published);

}  // namespace figures
