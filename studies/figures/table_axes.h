#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "studies/figures/result_rows.h"
#include "studies/figures/success_rates.h"

/// What the tables of the studies that train L(n, m) say of their axes and rates.
namespace figures {

/// Throws std::invalid_argument that names the file and the column unless `axis` is a column before
/// `trial`.
void require_axis(const ResultRows& rows, std::string_view axis);

/// The same for `steps` and `overcompleteness`, whose values also need to be numbers.
void require_network_axes(const ResultRows& rows);

/// What is drawn has a short name: n for steps, m for overcompleteness, k for flip_count.
std::string heading(const std::string& axis);

/// The indices of the axes that a reader needs to see: n, m, k, and those that vary.
std::vector<std::size_t> shown_axes(const SuccessRates& rates);

/// "all: rule B3/S23, batch 8\n" of the axes that are not shown; empty when all are.
std::string fixed_axes_note(const SuccessRates& rates);

/// "n = 1, m = 2, density 0.38": the values of the axes that are shown.
std::string cell_name(const SuccessRates& rates, const SuccessRate& cell);

/// The headings of these axes, and a cell's values of them.
std::vector<std::string> headings(const SuccessRates& rates, std::span<const std::size_t> axes);
std::vector<std::string> values(const SuccessRate& cell, std::span<const std::size_t> axes);

void append(std::vector<std::string>& fields, const std::vector<std::string>& more);

/// For CSVs: trials, solved, rate, and the ends of its Wilson 95 % interval with 6 decimals.
std::vector<std::string> rate_fields(const SuccessRate& cell);

/// For readers: "12/64", "0.188", "0.111 to 0.300".
std::vector<std::string> rate_texts(const SuccessRate& cell);

/// On how many boards a cell's networks were tried where windows are too many to try them all; 0
/// where every window was tried.
std::int64_t sampled_boards(const SuccessRates& rates, const SuccessRate& cell);

/// A line on what solved means where windows are too many to try them all; empty when they are not.
std::string sampled_note(const SuccessRates& rates);

/// "winners: 18 of 200 trials with n = 1, m = 1\n", a line a cell of the study `sign_flips` before
/// anything is flipped; if there is none, that there are no trials with these `flips`.
std::string winners_note(const SuccessRates& unflipped, std::string_view flips);

}  // namespace figures
