#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "studies/figures/result_rows.h"
#include "studies/figures/success_rates.h"

/// What the tables of the studies that train L(n, m) say of their axes.
namespace figures {

/// Throws std::invalid_argument that names the file and the column unless `axis` is a column before
/// `trial`.
void require_axis(const ResultRows& rows, std::string_view axis);

/// The same for `steps` and `overcompleteness`, whose values also need to be numbers.
void require_network_axes(const ResultRows& rows);

/// The axes that are drawn have short names: n for steps, m for overcompleteness.
std::string heading(const std::string& axis);

/// The indices of the axes that a reader needs to see: n, m, and those that vary.
std::vector<std::size_t> shown_axes(const SuccessRates& rates);

/// "all: rule B3/S23, batch 8\n" of the axes that are not shown; empty when all are.
std::string fixed_axes_note(const SuccessRates& rates);

/// A line on what solved means where windows are too many to try them all; empty when they are not.
std::string sampled_note(const SuccessRates& rates);

}  // namespace figures
