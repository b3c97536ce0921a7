#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "studies/figures/result_rows.h"
#include "studies/harness/stats.h"

namespace figures {

/// How often the trials of one cell of the grid succeeded.
struct SuccessRate {
  std::vector<std::string> cell;  ///< one value an axis
  std::string parameters;         ///< of the network, the same in all trials of a cell
  std::int64_t trials;
  std::int64_t solved;
  std::vector<RowRef> rows = {};  ///< its trials

  double rate() const { return static_cast<double>(solved) / static_cast<double>(trials); }
  study::Interval wilson() const { return study::wilson(solved, trials); }
};

struct SuccessRates {
  std::vector<std::string> axes;   ///< the columns before `trial`, in the file's order
  std::vector<SuccessRate> cells;  ///< sorted by their values, the first axis first

  /// The index of an axis that is known to be there.
  std::size_t axis(std::string_view name) const;
  /// Whether the cells have more than one value of it.
  bool varies(std::size_t axis) const;
  /// The cells that differ in this axis alone, sorted by the other axes; they point into `cells`.
  std::vector<std::vector<const SuccessRate*>> lines_along(std::size_t axis) const;
};

/// What success_rates() does besides.
struct Grouping {
  std::function<bool(const RowRef&)> counts = {};  ///< the rows to take; all, if empty
  std::string column = {};        ///< one that groups too, as if it were the last axis
  std::string solved = "solved";  ///< the column of 0 and 1 that is counted
};

/// Groups rows by all their axes. Numbers sort as numbers and before words, so "9" is before "10"
/// and "0.38" before "uniform". Throws std::invalid_argument that names the file and what is wrong:
/// no column `trial`, `parameters` or `solved` (or what counts in its place), or a value of it that
/// is neither 0 nor 1;
/// base::DisagreementError when trials of one cell have other parameters.
SuccessRates success_rates(const ResultRows& rows, const Grouping& grouping = {});

}  // namespace figures
