#include "studies/harness/report.h"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "studies/harness/aligned_text.h"
#include "studies/harness/costs.h"
#include "studies/harness/stats.h"

namespace study {
namespace {

/// A table's lines: the varying axes and then what `fields` says of a cell.
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
    const std::vector<std::string> rest = fields(report.progress[cell]);
    line.insert(line.end(), rest.begin(), rest.end());
  }
  return aligned_text(lines);
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
      [](std::int64_t sum, const Plan::Progress& cell) { return sum + cell.wanted - cell.done; });
}

std::string success_table(const Study& study, const Report& report) {
  return cell_table(study, report, {"trials", study.success_column, "rate", "Wilson 95 %"},
                    [](const Plan::Progress& cell) -> std::vector<std::string> {
                      const std::string trials =
                          cell.done == cell.wanted
                              ? fmt::format("{}", cell.done)
                              : fmt::format("{} of {}", cell.done, cell.wanted);
                      if (cell.done == 0) return {trials, "-", "-", "-"};
                      const Interval interval = wilson(cell.successes, cell.done);
                      return {trials, fmt::format("{}/{}", cell.successes, cell.done),
                              fmt::format("{:.3f}", static_cast<double>(cell.successes) /
                                                        static_cast<double>(cell.done)),
                              fmt::format("{:.3f} to {:.3f}", interval.low, interval.high)};
                    });
}

std::string plan_table(const Study& study, const Report& report) {
  const std::string table = cell_table(
      study, report, {"done", "to do"}, [](const Plan::Progress& cell) -> std::vector<std::string> {
        return {fmt::format("{}", cell.done), fmt::format("{}", cell.wanted - cell.done)};
      });
  return fmt::format("{}\n{} trials done, {} to do, estimated time on {} threads: {}\n", table,
                     trials_done(report), trials_left(report), report.threads,
                     format_duration(report.cpu_seconds, report.threads));
}

std::string report_json(const Study& study, const Report& report) {
  using Json = nlohmann::ordered_json;
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
              {"successes", progress.successes}};
    if (progress.done > 0) {
      const Interval interval = wilson(progress.successes, progress.done);
      cell["rate"] = static_cast<double>(progress.successes) / static_cast<double>(progress.done);
      cell["wilson"] = {interval.low, interval.high};
    }
    cells.push_back(std::move(cell));
  }
  const Json json{
      {"study", study.name},
      {"revision", study.revision},
      {"csv", report.csv},
      {"done", trials_done(report)},
      {"to_do", trials_left(report)},
      {"cpu_seconds_left", report.cpu_seconds ? Json(*report.cpu_seconds) : Json(nullptr)},
      {"cells", cells}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace study
