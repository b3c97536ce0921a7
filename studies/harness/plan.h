#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "studies/harness/grid.h"
#include "studies/harness/results.h"
#include "studies/harness/search.h"
#include "studies/harness/shard.h"
#include "studies/harness/stopping.h"
#include "studies/harness/study.h"
#include "studies/harness/timings.h"

namespace study {

/// A trial to run.
struct Task {
  std::size_t cell;  ///< index in the grid
  std::int64_t trial;
  std::uint64_t seed;
  const StoredTrial* on_file;  ///< the rows to compare with, or nullptr for a new trial
  /// Goes with the task before it, by Study::common_work: on the same thread, right after it.
  bool with_previous = false;
};

/// What a run asks for, and what of it is still to do. For one thread at a time.
class Plan {
 public:
  /// `study` must outlive the plan. With a stopping rule it replaces the grid's trial counts, and
  /// the shard owns whole cells instead of every k-th trial. With a search, for a study that has
  /// one, these are the most that a cell may have, and the shard owns whole searches.
  Plan(const Study& study, std::vector<GridCell> grid, std::int64_t base_seed, Shard shard,
       std::optional<StoppingRule> stopping, std::optional<SearchRule> search = std::nullopt);

  const std::vector<GridCell>& grid() const { return grid_; }

  /// The trials that `results` lacks, those of expensive cells first, so that no long trial is left
  /// for the end when the other threads have nothing more to do. `trial_costs` has a cost a cell,
  /// as CellCosts::trial_costs(). Cells of one cost go trial by trial, in each the last cell of the
  /// grid first, which is the most expensive one as a rule. Cells with work in common count as one,
  /// at the cost of the most expensive of them. With a stopping rule or a search they are the
  /// trials up to the next look, the same ones whatever the costs; it is complete when there are
  /// none.
  std::vector<Task> new_tasks(const Results& results, std::span<const double> trial_costs) const;

  /// The trials whose rows are there but that the study wants to run again.
  std::vector<Task> rerun_tasks(const Results& results) const;

  struct Progress {
    std::int64_t wanted = 0;  ///< trials of this shard, as far as can be said
    std::int64_t done = 0;
    std::int64_t successes = 0;
  };
  /// Where each cell of the grid stands.
  std::vector<Progress> progress(const Results& results) const;

  /// One search of the plan.
  struct Series {
    std::vector<std::size_t> cells;  ///< of the grid, by value, the smallest first
    std::vector<Tested> values;      ///< one a cell
  };
  /// Where the searches of this shard stand; none unless the plan has a search.
  std::vector<Series> searches(const Results& results) const;

  /// The CPU seconds of the plan's trials, as far as can be said, that were measured, as (cell,
  /// seconds).
  std::vector<std::pair<std::size_t, double>> measured(
      const Results& results, const std::unordered_map<std::uint64_t, Timing>& timings) const;

 private:
  std::uint64_t seed(std::size_t cell, std::int64_t trial) const;
  std::optional<bool> outcome(const Results& results, std::size_t cell, std::int64_t trial) const;
  /// Trials of each cell, before the shard takes its share of them; 0 for a cell of another shard.
  std::vector<std::int64_t> wanted_trials(const Results& results) const;
  bool owns(std::size_t cell, std::int64_t trial) const;
  /// Each cell's group of cells with work in common: the last of them in the grid, which may be the
  /// cell itself.
  std::vector<std::size_t> groups() const;

  const Study& study_;
  std::vector<GridCell> grid_;
  std::int64_t base_seed_;
  Shard shard_;
  std::optional<StoppingRule> stopping_;
  std::optional<SearchRule> search_;
  std::vector<std::vector<std::size_t>> series_;  ///< the cells of each search
  /// Of each cell's first trials: hashes, asked for again at every look.
  mutable std::vector<std::vector<std::uint64_t>> seeds_;
  std::vector<std::int64_t> unit_;  ///< a cell's number for the shard; empty: its trials have them
};

/// `count` trials of the file, others at each call, as tasks on the cells that are added to
/// `cells`.
std::vector<Task> choose_checks(const Study& study, const Results& results, std::int64_t count,
                                std::vector<GridCell>& cells);

}  // namespace study
