#include "studies/harness/session.h"

#include <fmt/core.h>

#include <chrono>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <utility>

#include "base/interruption.h"
#include "base/program.h"
#include "studies/harness/note.h"
#include "studies/harness/progress.h"
#include "studies/harness/provenance.h"
#include "studies/harness/runner.h"
#include "studies/harness/search_report.h"
#include "studies/harness/timings.h"

namespace study {
namespace {

/// What may end a run early: a signal, or the budget of --max-seconds.
class EarlyEnd {
 public:
  explicit EarlyEnd(std::optional<double> max_seconds) : max_seconds_(max_seconds) {}

  bool came() const { return base::Interruption::signal() != 0 || out_of_time(); }
  int exit_code() const {
    const int signal = base::Interruption::signal();
    return signal != 0 ? 128 + signal : static_cast<int>(base::kMoreToDo);
  }
  std::string what() const {
    return base::Interruption::signal() != 0
               ? "interrupted"
               : fmt::format("stopped by --max-seconds {}", *max_seconds_);
  }

 private:
  bool out_of_time() const {
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
    return max_seconds_ && elapsed.count() >= *max_seconds_;
  }

  base::Interruption interruption_;
  std::optional<double> max_seconds_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Says what comes after the quick preset, if it was all that was asked for.
std::string next_step(const Study& study, const Settings& settings) {
  if (settings.preset != "quick" || !settings.axes.empty()) return "";
  for (const Preset& preset : study.presets) {
    if (preset.name == "paper") {
      return fmt::format("next: {} --preset paper ({})\n", study.name, preset.description);
    }
  }
  return "";
}

}  // namespace

Session::Session(const Study& study, const Settings& settings)
    : study_(study),
      settings_(settings),
      paths_(result_paths(settings.out, study.name, settings.shard)),
      plan_(study, make_grid(study, requested_blocks(study, settings)), settings.base_seed,
            settings.shard, settings.stopping, settings.search),
      unmeasured_costs_(study, plan_.grid()) {}

int Session::run() {
  const Time start = std::chrono::system_clock::now();
  const Results on_file = load_results(study_, settings_.base_seed, paths_.csv);
  if (trials_left(report(on_file)) == 0 && plan_.rerun_tasks(on_file).empty() &&
      // A process that was killed after its last row left metadata that tell of less. A shard
      // without trials makes a file too, for merge to find.
      metadata_match(paths_)) {
    if (!settings_.quiet) {
      note(study_, "nothing to do: all trials are in " + csv());
    }
    print_summary(on_file);
    return base::kComplete;
  }

  ResultsFile file(study_, settings_.base_seed, paths_.csv);
  const auto reruns = plan_.rerun_tasks(file.results());
  if (!settings_.quiet) {
    const Report before = report(file.results());
    note(study_,
         fmt::format("{} trials to do, {} done{}, in {}", trials_left(before), trials_done(before),
                     reruns.empty() ? "" : fmt::format(" ({} of them run again)", reruns.size()),
                     csv()));
  }
  const std::size_t rows_before = file.results().rows();
  PackageEnergy energy;
  const auto write = [&] {
    energy.sample();
    write_metadata(study_, settings_, paths_, file.results(),
                   {rows_before, start, energy.joules()});
  };
  int code = 0;
  try {
    code = run_rounds(file, reruns, energy);
  } catch (...) {
    // The first fault is the one to tell; the rows that were written deserve their metadata.
    try {
      write();
    } catch (const std::exception&) {
    }
    throw;
  }
  write();
  if (code == base::kComplete || code == base::kMoreToDo) print_summary(file.results());
  return code;
}

int Session::run_rounds(ResultsFile& file, const std::vector<Task>& reruns, PackageEnergy& energy) {
  const EarlyEnd early_end(settings_.max_seconds);
  TimingFile timing(paths_.timing);
  std::size_t left = 0;
  {
    Progress progress(study_, plan_.grid(), measured_costs(file.results()), settings_.threads,
                      settings_.quiet);
    const auto finished = [&](const Task& task, const Record& record, double cpu_seconds) {
      if (task.on_file) {
        require_same(study_, csv(), file.results().parse(*task.on_file), task.on_file->line, record,
                     "now");
      } else {
        file.append(record);
        timing.append(record.seed, {cpu_seconds, peak_resident_bytes()});
      }
      energy.sample();
      progress.finished(task, cpu_seconds);
      --left;
    };
    const TaskEvents events{[&](const Task& task) { progress.started(task); }, finished};
    std::vector<Task> tasks = reruns;
    const auto add_new = [&] {
      const auto new_tasks =
          plan_.new_tasks(file.results(), measured_costs(file.results()).trial_costs());
      tasks.insert(tasks.end(), new_tasks.begin(), new_tasks.end());
    };
    for (add_new(); !tasks.empty(); tasks.clear(), add_new()) {
      left = tasks.size();
      progress.add(tasks);
      run_tasks(
          study_, plan_.grid(), settings_.base_seed, tasks, settings_.threads,
          [&] { return early_end.came(); }, events);
      if (left > 0) break;
    }
  }
  if (left == 0) return base::kComplete;
  note(study_, fmt::format("{}; all rows are safe in {}, the same command runs the {} trials left",
                           early_end.what(), csv(), left));
  return early_end.exit_code();
}

int Session::check() {
  const Results on_file = load_results(study_, settings_.base_seed, paths_.csv);
  if (on_file.trials() == 0) throw std::runtime_error(csv() + ": has no trials to check");
  std::vector<GridCell> cells;
  const auto tasks = choose_checks(study_, on_file, settings_.check, cells);
  const EarlyEnd early_end(settings_.max_seconds);
  std::size_t same = 0;
  {
    CellCosts costs(study_, cells);
    const auto timings = load_timings(paths_.timing);
    for (const Task& task : tasks) {
      const auto found = timings.find(task.seed);
      if (found != timings.end()) costs.add(task.cell, found->second.cpu_seconds);
    }
    Progress progress(study_, cells, std::move(costs), settings_.threads, settings_.quiet);
    progress.add(tasks);
    const auto finished = [&](const Task& task, const Record& record, double cpu_seconds) {
      require_same(study_, csv(), on_file.parse(*task.on_file), task.on_file->line, record, "now");
      progress.finished(task, cpu_seconds);
      ++same;
    };
    const TaskEvents events{[&](const Task& task) { progress.started(task); }, finished};
    run_tasks(
        study_, cells, settings_.base_seed, tasks, settings_.threads,
        [&] { return early_end.came(); }, events);
  }
  if (settings_.json) {
    fmt::print("{{\"checked\": {}, \"same\": {}}}\n", tasks.size(), same);
  } else {
    fmt::print("{} of {} trials of {} ran again: the same\n", same, on_file.trials(), csv());
  }
  if (same == tasks.size()) return base::kComplete;
  note(study_,
       fmt::format("{} before all of {} trials were checked", early_end.what(), tasks.size()));
  return early_end.exit_code();
}

int Session::dry_run() {
  const Results on_file = load_results(study_, settings_.base_seed, paths_.csv);
  const Report found = report(on_file);
  const char* more =
      settings_.search ? "these are the trials up to the next looks; more may follow\n" : "";
  fmt::print("{}", settings_.json ? json(found) : plan_table(study_, found) + more + csv() + "\n");
  return base::kComplete;
}

int Session::status() {
  const Results on_file = load_results(study_, settings_.base_seed, paths_.csv);
  const Report found = report(on_file);
  fmt::print("{}", settings_.json
                       ? json(found)
                       : fmt::format("{}\n{} trials done, {} to do, in {}\n", summary(found),
                                     trials_done(found), trials_left(found), csv()));
  return base::kComplete;
}

std::string Session::summary(const Report& report) const {
  return settings_.search ? search_text(study_, *settings_.search, report)
                          : success_table(study_, report);
}

void Session::print_summary(const Results& results) const {
  const Report found = report(results);
  fmt::print("{}", settings_.json ? json(found)
                                  : fmt::format("{}\nrows: {}\n{}", summary(found), csv(),
                                                next_step(study_, settings_)));
}

std::string Session::json(const Report& report) const {
  Json json = report_json(study_, report);
  if (settings_.search) json["search"] = search_json(study_, *settings_.search, report);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Report Session::report(const Results& results) const {
  return {plan_.grid(), plan_.progress(results), plan_.searches(results),
          csv(),        measured_costs(results), settings_.threads};
}

CellCosts Session::measured_costs(const Results& results) const {
  CellCosts costs = unmeasured_costs_;
  for (const auto& [cell, seconds] : plan_.measured(results, load_timings(paths_.timing))) {
    costs.add(cell, seconds);
  }
  return costs;
}

}  // namespace study
