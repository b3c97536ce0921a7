#include "studies/harness/progress.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace study {

Progress::Progress(const Study& study, std::span<const GridCell> grid, CellCosts costs, int threads,
                   bool quiet)
    : study_(study),
      grid_(grid),
      axes_(varying_axes(grid)),
      threads_(threads),
      costs_(std::move(costs)),
      remaining_(grid.size()),
      shown_([this] { return line(); }, quiet) {}

void Progress::add(std::span<const Task> tasks) {
  const std::lock_guard lock(mutex_);
  for (const Task& task : tasks) ++remaining_[task.cell];
  total_ += std::ssize(tasks);
}

void Progress::started(const Task& task) {
  const std::lock_guard lock(mutex_);
  current_cell_ = task.cell;
  running_[task.seed] = {task.cell, std::chrono::steady_clock::now()};
}

void Progress::finished(const Task& task, double cpu_seconds) {
  const std::lock_guard lock(mutex_);
  costs_.add(task.cell, cpu_seconds);
  running_.erase(task.seed);
  --remaining_[task.cell];
  ++done_;
}

std::string Progress::time_left(std::chrono::steady_clock::time_point now) const {
  std::optional<double> cpu_seconds = costs_.estimate(remaining_);
  if (!cpu_seconds) return "time left unknown";
  const std::vector<double> trial_costs = costs_.trial_costs();
  for (const auto& [seed, trial] : running_) {
    const std::chrono::duration<double> elapsed = now - trial.start;
    *cpu_seconds -= std::min(elapsed.count(), trial_costs[trial.cell]);
  }
  return format_duration(std::max(*cpu_seconds, 0.0), threads_, total_ - done_) + " left";
}

std::string Progress::line() {
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  const std::chrono::duration<double> elapsed = now - start_;
  return fmt::format("{}: {}/{} trials, {}, {}, {}", study_.name, done_, total_,
                     base::format_rate(static_cast<double>(done_) / elapsed.count()),
                     time_left(now), describe_cell(study_, grid_[current_cell_].cell, axes_));
}

}  // namespace study
