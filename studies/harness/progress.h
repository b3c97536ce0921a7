#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

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
  ~Progress();  ///< takes the live line away
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void add(std::span<const Task> tasks);
  void started(const Task& task) { current_cell_ = task.cell; }
  void finished(const Task& task, double cpu_seconds);

 private:
  void show_now_and_then(std::stop_token stop);
  std::string line();

  const Study& study_;
  std::span<const GridCell> grid_;
  std::vector<std::size_t> axes_;
  int threads_;
  bool live_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::atomic<std::size_t> current_cell_ = 0;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  CellCosts costs_;
  std::vector<std::int64_t> remaining_;
  std::int64_t total_ = 0;
  std::int64_t done_ = 0;
  std::jthread thread_;  ///< last: it uses all of the above
};

}  // namespace study
