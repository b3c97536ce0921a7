#pragma once

#include <functional>
#include <span>

#include "studies/harness/plan.h"
#include "studies/harness/record.h"
#include "studies/harness/study.h"

namespace study {

/// What happens around a trial.
struct TaskEvents {
  std::function<void(const Task&)> started;  ///< called by any thread, at any time
  /// Called by one thread at a time, in the order in which trials end. May throw.
  std::function<void(const Task&, const Record&, double cpu_seconds)> finished;
};

/// Runs the tasks of a grid and a base seed, in order, on up to `threads` threads, one trial a
/// thread, those that go together on one, until all are done or `stop` says true: then no task
/// starts any more and those that run give up. The first error of a trial or of `finished` ends the
/// run likewise and is thrown here; a trial's error says which. `stop` is called by all threads.
void run_tasks(const Study& study, std::span<const GridCell> grid, std::int64_t base_seed,
               std::span<const Task> tasks, int threads, const std::function<bool()>& stop,
               const TaskEvents& events);

}  // namespace study
