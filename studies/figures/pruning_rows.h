#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "studies/figures/result_rows.h"
#include "studies/figures/success_rates.h"

/// What the tables of the study `pruning` share.
namespace figures {

/// Throws std::invalid_argument that names the file and the column unless the axes are there.
void require_pruning_axes(const ResultRows& rows);

/// Rows of networks that were exact before anything was pruned, by all axes and, if `by_round`, by
/// round; `solved` counts those that are exact. Throws as success_rates().
SuccessRates exact_rates(const ResultRows& rows, bool by_round);

/// How the networks of a cell were pruned: its criterion and what of schedule, survivors and biases
/// is not iterative, keep and kept, and whether it was trained on when exact. Example: "magnitude",
/// "magnitude one-shot rewound biases too".
std::string pruning_method(const SuccessRates& rates, const SuccessRate& cell);

/// The axes that a reader needs to see besides the method: n, m and those that vary.
std::vector<std::size_t> shown_pruning_axes(const SuccessRates& rates);

/// The whole number in a column; throws std::invalid_argument that names the file, the line and the
/// column.
std::int64_t whole_number(const RowRef& row, std::size_t column);

/// Whether a network was exact as a round's pruning left it, before the round's training. One that
/// is pruned while it is trained (schedule gradual) never stood before a training.
class ExactBefore {
 public:
  explicit ExactBefore(const ResultRows& rows);
  bool operator()(const RowRef& row) const;

 private:
  std::size_t schedule_, before_;
};

/// The smallest value that is not below a share `quantile` in (0, 1] of `sorted`, ascending, at
/// least one. Example: quantile_of({1, 2, 3, 4}, 0.5) is 2.
std::int64_t quantile_of(const std::vector<std::int64_t>& sorted, double quantile);

/// "trained: 14 of 16 with n = 1, m = 4\n", a line for each n and m: how many trials had an exact
/// network to prune.
std::string trained_note(const ResultRows& rows);

}  // namespace figures
