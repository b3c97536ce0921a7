#include "studies/harness/progress.h"

#include <fmt/core.h>

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

void Progress::finished(const Task& task, double cpu_seconds) {
  const std::lock_guard lock(mutex_);
  costs_.add(task.cell, cpu_seconds);
  --remaining_[task.cell];
  ++done_;
}

std::string Progress::line() {
  const std::lock_guard lock(mutex_);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
  return fmt::format("{}: {}/{} trials, {}, {} left, {}", study_.name, done_, total_,
                     base::format_rate(static_cast<double>(done_) / elapsed.count()),
                     format_duration(costs_.estimate(remaining_), threads_),
                     describe_cell(study_, grid_[current_cell_].cell, axes_));
}

}  // namespace study
