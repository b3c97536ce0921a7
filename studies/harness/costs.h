#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "studies/harness/grid.h"
#include "studies/harness/study.h"

namespace study {

/// What a trial of each cell costs: the mean of the cell's trials that were measured so far or, for
/// a cell without any, a guess. With Study::relative_cost the guess is that cost times the seconds
/// a unit of it takes; without, the mean of the measured cells.
class CellCosts {
 public:
  /// Nothing is measured yet. Throws std::logic_error when the study's relative cost of a cell is
  /// not a positive number.
  CellCosts(const Study& study, std::span<const GridCell> grid);

  void add(std::size_t cell, double cpu_seconds);

  bool measured(std::size_t cell) const { return counts_[cell] > 0; }

  /// Whether any cell was measured.
  bool in_seconds() const;

  /// Of a trial of each cell: CPU seconds, or when nothing was measured a number that only has a
  /// ratio to the others: the relative cost or, without these, 1.
  std::vector<double> trial_costs() const;

  /// CPU seconds of `remaining[cell]` trials of every cell; nullopt when nothing was measured and
  /// trials remain.
  std::optional<double> estimate(std::span<const std::int64_t> remaining) const;

 private:
  double seconds_per_unit() const;
  double mean_of_means() const;

  std::vector<double> relative_;  ///< empty: the study does not tell
  std::vector<double> sums_;
  std::vector<double> longest_;
  std::vector<std::int64_t> counts_;
};

/// The time that `trials` trials of so many CPU seconds in all take on `threads` threads, a thread
/// a trial, as people read it: "2 min 5 s"; "unknown" for nullopt.
std::string format_duration(std::optional<double> cpu_seconds, int threads, std::int64_t trials);

}  // namespace study
