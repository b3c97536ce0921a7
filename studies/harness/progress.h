#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/progress.h"
#include "studies/harness/costs.h"
#include "studies/harness/plan.h"
#include "studies/harness/study.h"

namespace study {

/// Tells on stderr how a run goes: on a terminal one live line, elsewhere a plain line a minute.
/// "coin: 120/512 trials, 3.4/s, 52 s left, steps=2", the cell being that of the last trial that
/// started. Trials that run count as done by the time they have had. No colours. All calls are safe
/// from any thread.
class Progress {
 public:
  /// `costs` holds what is known of the cells before the run; `grid` and `study` must outlive it.
  Progress(const Study& study, std::span<const GridCell> grid, CellCosts costs, int threads,
           bool quiet);

  void add(std::span<const Task> tasks);
  void started(const Task& task);
  void finished(const Task& task, double cpu_seconds);

  /// What is shown, as it is now.
  std::string line();

 private:
  struct Running {
    std::size_t cell;
    std::chrono::steady_clock::time_point start;
  };

  std::string time_left(std::chrono::steady_clock::time_point now) const;

  const Study& study_;
  std::span<const GridCell> grid_;
  std::vector<std::size_t> axes_;
  int threads_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::mutex mutex_;
  std::size_t current_cell_ = 0;
  CellCosts costs_;
  std::unordered_map<std::uint64_t, Running> running_;  ///< by seed
  std::vector<std::int64_t> remaining_;                 ///< a cell, with those that run
  std::int64_t total_ = 0;
  std::int64_t done_ = 0;
  base::ProgressLine shown_;  ///< last: it uses all of the above
};

}  // namespace study
