#include "studies/harness/plan.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <tuple>
#include <utility>

#include "base/check.h"
#include "base/random.h"
#include "studies/harness/identity.h"

namespace study {
namespace {

constexpr std::int64_t kMaxTrials = 10'000'000;

}  // namespace

Plan::Plan(const Study& study, std::vector<GridCell> grid, std::int64_t base_seed, Shard shard,
           std::optional<StoppingRule> stopping, std::optional<SearchRule> search)
    : study_(study),
      grid_(std::move(grid)),
      base_seed_(base_seed),
      shard_(shard),
      stopping_(stopping),
      search_(search),
      seeds_(grid_.size()) {
  std::int64_t trials = 0;
  for (const GridCell& cell : grid_) trials += stopping_ ? stopping_->max_trials : cell.trials;
  base::require(trials <= kMaxTrials, "the grid has {} trials: needs at most {}", trials,
                kMaxTrials);
  if (stopping_ || search_) unit_.resize(grid_.size());
  std::iota(unit_.begin(), unit_.end(), std::int64_t{0});
  if (!search_) return;
  series_ = series_along(study_, grid_, study_.search->axis);
  for (std::size_t i = 0; i < series_.size(); ++i) {
    for (const std::size_t cell : series_[i]) unit_[cell] = static_cast<std::int64_t>(i);
  }
}

std::uint64_t Plan::seed(std::size_t cell, std::int64_t trial) const {
  std::vector<std::uint64_t>& seeds = seeds_[cell];
  while (std::ssize(seeds) <= trial) {
    seeds.push_back(trial_seed(study_, grid_[cell].cell.values(), base_seed_, std::ssize(seeds)));
  }
  return seeds[static_cast<std::size_t>(trial)];
}

std::optional<bool> Plan::outcome(const Results& results, std::size_t cell,
                                  std::int64_t trial) const {
  const StoredTrial* row = results.find(seed(cell, trial));
  return row ? std::optional(row->success) : std::nullopt;
}

std::vector<std::int64_t> Plan::wanted_trials(const Results& results) const {
  std::vector<std::int64_t> wanted(grid_.size());
  for (const Series& series : searches(results)) {
    for (std::size_t i = 0; i < series.cells.size(); ++i) {
      wanted[series.cells[i]] = series.values[i].wanted;
    }
  }
  if (search_) return wanted;
  for (std::size_t cell = 0; cell < grid_.size(); ++cell) {
    if (!stopping_) {
      wanted[cell] = grid_[cell].trials;
    } else if (owns(cell, 0)) {
      wanted[cell] = trials_wanted(
          *stopping_, [&](std::int64_t trial) { return outcome(results, cell, trial); });
    }
  }
  return wanted;
}

std::vector<Plan::Series> Plan::searches(const Results& results) const {
  std::vector<Series> searches;
  for (const std::vector<std::size_t>& cells : series_) {
    if (!owns(cells.front(), 0)) continue;
    std::vector<std::int64_t> most_trials;
    for (const std::size_t cell : cells) most_trials.push_back(grid_[cell].trials);
    searches.push_back(
        {cells, search(*search_, most_trials, [&](std::size_t value, std::int64_t trial) {
           return outcome(results, cells[value], trial);
         })});
  }
  return searches;
}

bool Plan::owns(std::size_t cell, std::int64_t trial) const {
  return shard_.owns(unit_.empty() ? trial : unit_[cell]);
}

std::vector<std::size_t> Plan::groups() const {
  std::vector<std::size_t> groups(grid_.size());
  std::iota(groups.begin(), groups.end(), std::size_t{0});
  if (!study_.common_work) return groups;
  std::map<std::string, std::size_t> last;
  for (std::size_t cell = grid_.size(); cell-- > 0;) {
    const std::string common = study_.common_work(grid_[cell].cell);
    if (!common.empty()) groups[cell] = last.try_emplace(common, cell).first->second;
  }
  return groups;
}

std::vector<Task> Plan::new_tasks(const Results& results,
                                  std::span<const double> trial_costs) const {
  std::vector<Task> tasks;
  const std::vector<std::int64_t> wanted = wanted_trials(results);
  for (std::size_t cell = grid_.size(); cell-- > 0;) {
    for (std::int64_t trial = 0; trial < wanted[cell]; ++trial) {
      if (!owns(cell, trial)) continue;
      const Task task{cell, trial, seed(cell, trial), nullptr};
      if (!results.find(task.seed)) tasks.push_back(task);
    }
  }
  const std::vector<std::size_t> group = groups();
  std::vector<double> group_costs(grid_.size());
  for (std::size_t cell = 0; cell < grid_.size(); ++cell) {
    group_costs[group[cell]] = std::max(group_costs[group[cell]], trial_costs[cell]);
  }
  const auto place = [&](const Task& task) {
    // Groups later in the grid first, as cells are.
    return std::tuple(-group_costs[group[task.cell]], task.trial, grid_.size() - group[task.cell]);
  };
  std::ranges::stable_sort(tasks, {}, place);
  for (std::size_t i = 1; i < tasks.size(); ++i) {
    tasks[i].with_previous = place(tasks[i]) == place(tasks[i - 1]);
  }
  return tasks;
}

std::vector<Task> Plan::rerun_tasks(const Results& results) const {
  std::vector<Task> tasks;
  if (!study_.needs_rerun) return tasks;
  const std::vector<std::int64_t> wanted = wanted_trials(results);
  for (std::size_t cell = 0; cell < grid_.size(); ++cell) {
    for (std::int64_t trial = 0; trial < wanted[cell]; ++trial) {
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
  const std::vector<std::int64_t> wanted = wanted_trials(results);
  for (std::size_t cell = 0; cell < grid_.size(); ++cell) {
    for (std::int64_t trial = 0; trial < wanted[cell]; ++trial) {
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
    const Results& results, const std::unordered_map<std::uint64_t, Timing>& timings) const {
  std::vector<std::pair<std::size_t, double>> measured;
  if (timings.empty()) return measured;
  const std::vector<std::int64_t> wanted = wanted_trials(results);
  for (std::size_t cell = 0; cell < grid_.size(); ++cell) {
    for (std::int64_t trial = 0; trial < wanted[cell]; ++trial) {
      const auto found = timings.find(seed(cell, trial));
      if (found != timings.end()) measured.emplace_back(cell, found->second.cpu_seconds);
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
