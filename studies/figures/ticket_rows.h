#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "studies/figures/result_rows.h"
#include "studies/figures/success_rates.h"

/// What the tables of the study `tickets` share.
namespace figures {

/// Its rows of one control, by all axes and by round; the last axis is `round`.
struct ControlRates {
  std::string control;  ///< "none", "shuffled", ...
  SuccessRates rates;

  /// Method, control and whether training goes on when exact: "imp", "imp shuffled", "imp
  /// trained-on".
  std::string way(const SuccessRate& cell) const;
};

/// Of each control that there is, "none" first. Throws std::invalid_argument that names the file
/// and the column unless the axes are there; and as success_rates() does.
std::vector<ControlRates> control_rates(const ResultRows& rows);

/// The axes that a reader needs to see besides the way: n, m and those that vary.
std::vector<std::size_t> shown_ticket_axes(const SuccessRates& rates);

/// Counts of weights in these rows.
class TicketWeights {
 public:
  /// Throws std::invalid_argument that names the file, the line and a number that is not whole.
  explicit TicketWeights(const ResultRows& rows);

  /// Of the whole network of a cell, from round 0. Throws std::invalid_argument if there is none.
  std::int64_t whole(const SuccessRates& rates, const SuccessRate& cell) const;
  /// Kept in a cell: the median.
  std::int64_t kept(const SuccessRate& cell) const;

 private:
  std::size_t kept_;
  std::map<std::pair<std::string, std::string>, std::int64_t> whole_;  // by n and m
};

}  // namespace figures
