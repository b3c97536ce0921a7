#include "studies/harness/report.h"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <optional>

#include "base/progress.h"
#include "studies/harness/aligned_text.h"
#include "studies/harness/stats.h"

namespace study {
namespace {

/// A table's lines: the varying axes and then what `fields` says of a cell, by its index.
template <class Fields>
std::string cell_table(const Study& study, const Report& report,
                       const std::vector<std::string>& headings, const Fields& fields) {
  const auto axes = varying_axes(report.grid);
  std::vector<std::vector<std::string>> lines(1);
  for (const std::size_t axis : axes) lines[0].push_back(study.axes[axis].name);
  lines[0].insert(lines[0].end(), headings.begin(), headings.end());
  for (std::size_t cell = 0; cell < report.grid.size(); ++cell) {
    if (report.progress[cell].wanted == 0) continue;
    std::vector<std::string>& line = lines.emplace_back();
    for (const std::size_t axis : axes) line.push_back(report.grid[cell].cell.values()[axis]);
    const std::vector<std::string> rest = fields(cell);
    line.insert(line.end(), rest.begin(), rest.end());
  }
  return aligned_text(lines);
}

std::int64_t trials_left(const Plan::Progress& cell) { return cell.wanted - cell.done; }

/// What the trials to do of each cell cost in all, as CellCosts::trial_costs().
std::vector<double> costs_left(const Report& report) {
  std::vector<double> costs = report.costs.trial_costs();
  for (std::size_t cell = 0; cell < costs.size(); ++cell) {
    costs[cell] *= static_cast<double>(trials_left(report.progress[cell]));
  }
  return costs;
}

std::optional<double> cpu_seconds_left(const Report& report) {
  std::vector<std::int64_t> remaining;
  for (const Plan::Progress& cell : report.progress) remaining.push_back(trials_left(cell));
  return report.costs.estimate(remaining);
}

}  // namespace

std::int64_t trials_done(const Report& report) {
  return std::accumulate(
      report.progress.begin(), report.progress.end(), std::int64_t{0},
      [](std::int64_t sum, const Plan::Progress& cell) { return sum + cell.done; });
}

std::int64_t trials_left(const Report& report) {
  return std::accumulate(
      report.progress.begin(), report.progress.end(), std::int64_t{0},
      [](std::int64_t sum, const Plan::Progress& cell) { return sum + trials_left(cell); });
}

std::string success_table(const Study& study, const Report& report) {
  const auto fields = [&](std::size_t index) -> std::vector<std::string> {
    const Plan::Progress& cell = report.progress[index];
    const std::string trials = cell.done == cell.wanted
                                   ? fmt::format("{}", cell.done)
                                   : fmt::format("{} of {}", cell.done, cell.wanted);
    if (cell.done == 0) return {trials, "-", "-", "-"};
    const Interval interval = wilson(cell.successes, cell.done);
    return {
        trials, fmt::format("{}/{}", cell.successes, cell.done),
        fmt::format("{:.3f}", static_cast<double>(cell.successes) / static_cast<double>(cell.done)),
        fmt::format("{:.3f} to {:.3f}", interval.low, interval.high)};
  };
  const std::string success = study.success_column + (study.several_rows ? " (row 0)" : "");
  return cell_table(study, report, {"trials", success, "rate", "Wilson 95 %"}, fields);
}

std::string plan_table(const Study& study, const Report& report) {
  const std::vector<double> left = costs_left(report);
  const double sum = std::accumulate(left.begin(), left.end(), 0.0);
  const bool in_seconds = report.costs.in_seconds();
  const bool has_shares = !in_seconds && study.relative_cost && sum > 0;
  bool guessed = false;
  const auto fields = [&](std::size_t cell) {
    std::vector<std::string> line{fmt::format("{}", report.progress[cell].done),
                                  fmt::format("{}", trials_left(report.progress[cell]))};
    if (in_seconds) {
      const bool guess = !report.costs.measured(cell) && left[cell] > 0;
      guessed = guessed || guess;
      line.push_back(base::format_duration(left[cell]) + (guess ? " (guess)" : ""));
    } else if (has_shares) {
      line.push_back(fmt::format("{:.1f} %", 100 * left[cell] / sum));
    }
    return line;
  };
  std::vector<std::string> headings{"done", "to do"};
  if (in_seconds) headings.emplace_back("CPU time");
  if (has_shares) headings.emplace_back("share of the time");
  std::string text = cell_table(study, report, headings, fields);
  const std::int64_t trials = trials_left(report);
  text += fmt::format("\n{} trials done, {} to do, estimated time on {} threads: {}\n",
                      trials_done(report), trials, report.threads,
                      format_duration(cpu_seconds_left(report), report.threads, trials));
  if (guessed) {
    text += fmt::format(
        "guess: no trial of the cell was measured, {}\n",
        study.relative_cost ? "as if none of them ended early" : "the mean of the cells that were");
  }
  return text;
}

Json report_json(const Study& study, const Report& report) {
  const std::vector<double> left = costs_left(report);
  const std::optional<double> seconds = cpu_seconds_left(report);
  Json cells = Json::array();
  for (std::size_t i = 0; i < report.grid.size(); ++i) {
    const Plan::Progress& progress = report.progress[i];
    if (progress.wanted == 0) continue;
    Json axes = Json::object();
    for (std::size_t axis = 0; axis < study.axes.size(); ++axis) {
      axes[study.axes[axis].name] = report.grid[i].cell.values()[axis];
    }
    Json cell{{"axes", axes},
              {"wanted", progress.wanted},
              {"done", progress.done},
              {"successes", progress.successes},
              {"cpu_seconds_left", report.costs.in_seconds() ? Json(left[i]) : Json(nullptr)},
              {"measured", report.costs.measured(i)}};
    if (progress.done > 0) {
      const Interval interval = wilson(progress.successes, progress.done);
      cell["rate"] = static_cast<double>(progress.successes) / static_cast<double>(progress.done);
      cell["wilson"] = {interval.low, interval.high};
    }
    cells.push_back(std::move(cell));
  }
  return {{"study", study.name},
          {"revision", study.revision},
          {"csv", report.csv},
          {"done", trials_done(report)},
          {"to_do", trials_left(report)},
          {"cpu_seconds_left", seconds ? Json(*seconds) : Json(nullptr)},
          {"cells", cells}};
}

}  // namespace study
