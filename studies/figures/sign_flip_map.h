#pragma once

#include "studies/figures/paper_values.h"
#include "studies/figures/result_rows.h"
#include "studies/figures/summary.h"

namespace figures {

/// Which single sign decides: for each weight, how many winners of the study `sign_flips` fail to
/// learn again when the sign of this initial weight alone is flipped (rows with flips = each).
/// Columns of the CSV: the axes, flipped (index in the parameter vector), layer (1 to 2n + 1),
/// kernel (3 or 1), out, in, row, column (from 0), part, parameters, winners, failed, rate (of
/// failures), wilson_low, wilson_high (95 %). A part is the weights of a layer that symmetry makes
/// alike, such as "3x3 neighbours"; the 2m filters of a layer are exchangeable too, but stay as
/// they were drawn, since rows do not have the signs by which one could put them in an order.
///
/// The text has a line a part, all its flips together, and one for the whole network. The flips of
/// one winner are not independent, so its intervals are those of study::wilson_clustered, a cluster
/// a winner. Without winners the CSV is a header and the text says so. Throws as
/// summarise_overcompleteness does, and std::invalid_argument that names the line when `flipped` is
/// no weight of the network. The paper has no such values, `paper` is ignored.
Summary summarise_sign_flip_map(const ResultRows& rows, const PaperValues& paper);

}  // namespace figures
