#include "studies/harness/runner.h"

#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <new>
#include <optional>
#include <stdexcept>
#include <vector>

#include "base/program.h"
#include "studies/harness/timings.h"

namespace study {
namespace {

/// The trial's record, or nullopt when it gave up. What a trial throws is a fault of the program,
/// never of the command line, so its type must not decide the exit code.
std::optional<Record> run_trial(const Study& study, const Cell& cell, std::int64_t base_seed,
                                const Task& task, const std::function<bool()>& stop) try {
  const Trial trial{study, cell, base_seed, task.trial, task.seed};
  std::optional<Rows> rows = study.run(trial, stop);
  if (!rows) {
    if (!stop()) throw std::logic_error("it gave up though nothing stopped it");
    return std::nullopt;
  }
  return make_record(study, trial, std::move(*rows));
} catch (const std::bad_alloc&) {
  throw;
} catch (const std::exception& error) {
  throw std::runtime_error(
      fmt::format("{}: {}", describe_trial(study, cell.values(), task.trial), error.what()));
}

/// Runs of tasks that go together.
std::vector<std::span<const Task>> together(std::span<const Task> tasks) {
  std::vector<std::span<const Task>> groups;
  while (!tasks.empty()) {
    const auto next = std::find_if(tasks.begin() + 1, tasks.end(),
                                   [](const Task& task) { return !task.with_previous; });
    groups.push_back(tasks.first(static_cast<std::size_t>(next - tasks.begin())));
    tasks = tasks.subspan(groups.back().size());
  }
  return groups;
}

}  // namespace

void run_tasks(const Study& study, std::span<const GridCell> grid, std::int64_t base_seed,
               std::span<const Task> tasks, int threads, const std::function<bool()>& stop,
               const TaskEvents& events) {
  std::mutex mutex;
  std::exception_ptr first_error;
  std::atomic<bool> failed = false;
  const std::function<bool()> give_up = [&] { return failed || stop(); };
  const auto run = [&](const Task& task) {
    if (give_up()) return;
    try {
      events.started(task);
      const double start = thread_cpu_seconds();
      const auto record = run_trial(study, grid[task.cell].cell, base_seed, task, give_up);
      const double cpu_seconds = thread_cpu_seconds() - start;
      const std::lock_guard lock(mutex);
      if (record && !failed) events.finished(task, *record, cpu_seconds);
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!first_error) first_error = std::current_exception();
      failed = true;
    }
  };
  const auto groups = together(tasks);
  const auto count = std::ssize(groups);

#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    std::ranges::for_each(groups[static_cast<std::size_t>(i)], run);
  }
  if (first_error) std::rethrow_exception(first_error);
}

}  // namespace study
