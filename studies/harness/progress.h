#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "base/progress.h"
#include "studies/harness/costs.h"
#include "studies/harness/plan.h"
#include "studies/harness/study.h"

namespace study {

/// Tells on stderr how a run goes: on a terminal one live line, elsewhere a plain line a minute.
/// "coin: 120/512 trials, 3.4/s, 52 s left, steps=2". No colours. All calls are safe from any
/// thread.
class Progress {
 public:
  /// `costs` holds what is known of the cells before the run; `grid` and `study` must outlive it.
  Progress(const Study& study, std::span<const GridCell> grid, CellCosts costs, int threads,
           bool quiet);

  void add(std::span<const Task> tasks);
  void started(const Task& task) { current_cell_ = task.cell; }
  void finished(const Task& task, double cpu_seconds);

 private:
  std::string line();

  const Study& study_;
  std::span<const GridCell> grid_;
  std::vector<std::size_t> axes_;
  int threads_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::atomic<std::size_t> current_cell_ = 0;
  std::mutex mutex_;
  CellCosts costs_;
  std::vector<std::int64_t> remaining_;
  std::int64_t total_ = 0;
  std::int64_t done_ = 0;
  base::ProgressLine shown_;  ///< last: it uses all of the above
};

}  // namespace study
