#include "studies/harness/plan.h"

#include <algorithm>
#include <random>
#include <utility>

#include "base/check.h"
#include "base/random.h"
#include "studies/harness/identity.h"

namespace study {
namespace {

constexpr std::int64_t kMaxTrials = 10'000'000;

}  // namespace

Plan::Plan(const Study& study, std::vector<GridCell> grid, std::int64_t base_seed, Shard shard,
           std::optional<StoppingRule> stopping)
    : study_(study),
      grid_(std::move(grid)),
      base_seed_(base_seed),
      shard_(shard),
      stopping_(stopping) {
  std::int64_t trials = 0;
  for (const GridCell& cell : grid_) trials += stopping_ ? stopping_->max_trials : cell.trials;
  base::require(trials <= kMaxTrials, "the grid has {} trials: needs at most {}", trials,
                kMaxTrials);
}

std::uint64_t Plan::seed(std::size_t cell, std::int64_t trial) const {
  return trial_seed(study_, grid_[cell].cell.values(), base_seed_, trial);
}

std::int64_t Plan::trials_of(std::size_t cell, const Results& results) const {
  if (!stopping_) return grid_[cell].trials;
  return trials_wanted(*stopping_, [&](std::int64_t trial) -> std::optional<bool> {
    const StoredTrial* row = results.find(seed(cell, trial));
    return row ? std::optional(row->success) : std::nullopt;
  });
}

bool Plan::owns(std::size_t cell, std::int64_t trial) const {
  return shard_.owns(stopping_ ? static_cast<std::int64_t>(cell) : trial);
}

std::vector<Task> Plan::new_tasks(const Results& results,
                                  std::span<const double> trial_costs) const {
  std::vector<Task> tasks;
  for (std::size_t cell = grid_.size(); cell-- > 0;) {
    if (stopping_ && !owns(cell, 0)) continue;
    const std::int64_t trials = trials_of(cell, results);
    for (std::int64_t trial = 0; trial < trials; ++trial) {
      if (!owns(cell, trial)) continue;
      const Task task{cell, trial, seed(cell, trial), nullptr};
      if (!results.find(task.seed)) tasks.push_back(task);
    }
  }
  std::stable_sort(tasks.begin(), tasks.end(), [&](const Task& a, const Task& b) {
    return std::pair(-trial_costs[a.cell], a.trial) < std::pair(-trial_costs[b.cell], b.trial);
  });
  return tasks;
}

std::vector<Task> Plan::rerun_tasks(const Results& results) const {
  std::vector<Task> tasks;
  if (!study_.needs_rerun) return tasks;
  for (std::size_t cell = 0; cell < grid_.size(); ++cell) {
    const std::int64_t trials = trials_of(cell, results);
    for (std::int64_t trial = 0; trial < trials; ++trial) {
      if (!owns(cell, trial)) continue;
      const Task task{cell, trial, seed(cell, trial), results.find(seed(cell, trial))};
      if (task.on_file &&
          study_.needs_rerun({study_, grid_[cell].cell, base_seed_, trial, task.seed},
                             results.parse(*task.on_file).rows)) {
        tasks.push_back(task);
      }
    }
  }
  return tasks;
}

std::vector<Plan::Progress> Plan::progress(const Results& results) const {
  std::vector<Progress> progress(grid_.size());
  for (std::size_t cell = 0; cell < grid_.size(); ++cell) {
    const std::int64_t trials = trials_of(cell, results);
    for (std::int64_t trial = 0; trial < trials; ++trial) {
      if (!owns(cell, trial)) continue;
      ++progress[cell].wanted;
      if (const StoredTrial* row = results.find(seed(cell, trial))) {
        ++progress[cell].done;
        progress[cell].successes += row->success;
      }
    }
  }
  return progress;
}

std::vector<std::pair<std::size_t, double>> Plan::measured(
    const std::unordered_map<std::uint64_t, double>& timings) const {
  std::vector<std::pair<std::size_t, double>> measured;
  if (timings.empty()) return measured;
  for (std::size_t cell = 0; cell < grid_.size(); ++cell) {
    const std::int64_t trials = stopping_ ? stopping_->max_trials : grid_[cell].trials;
    for (std::int64_t trial = 0; trial < trials; ++trial) {
      const auto found = timings.find(seed(cell, trial));
      if (found != timings.end()) measured.emplace_back(cell, found->second);
    }
  }
  return measured;
}

std::vector<Task> choose_checks(const Study& study, const Results& results, std::int64_t count,
                                std::vector<GridCell>& cells) {
  std::vector<const StoredTrial*> trials = results.by_line();
  const auto chosen = static_cast<std::size_t>(std::min<std::int64_t>(count, std::ssize(trials)));
  base::Stream stream(std::random_device{}(), "check");
  std::vector<Task> tasks;
  for (std::size_t i = 0; i < chosen; ++i) {
    // Fisher and Yates; the remainder's bias is below 2^-40 for any file that fits a disk.
    std::swap(trials[i], trials[i + stream.next_u64() % (trials.size() - i)]);
    const Record record = results.parse(*trials[i]);
    tasks.push_back({cells.size(), record.trial, record.seed, trials[i]});
    cells.push_back({Cell(study.axes, record.values), 1});
  }
  return tasks;
}

}  // namespace study
