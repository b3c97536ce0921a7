#include "studies/harness/provenance.h"

#include <fmt/chrono.h>
#include <fmt/core.h>
#include <sys/utsname.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/build_info.h"
#include "base/check.h"
#include "base/file.h"
#include "base/parse.h"
#include "studies/harness/csv.h"
#include "studies/harness/note.h"
#include "studies/harness/record.h"
#include "studies/harness/sha256.h"

namespace study {
namespace {

using Json = nlohmann::ordered_json;

/// What follows `separator` in the first line of a system file that begins with `key`.
std::string line_of(const char* path, std::string_view key, char separator) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(key)) continue;
    std::string value = line.substr(std::min(line.find(separator), line.size() - 1) + 1);
    std::erase(value, '"');
    value.erase(0, value.find_first_not_of(' '));
    return value;
  }
  return "unknown";
}

std::string operating_system() {
  utsname names{};
  ::uname(&names);
  return fmt::format("{}, {} {} {}", line_of("/etc/os-release", "PRETTY_NAME", '='), names.sysname,
                     names.release, names.machine);
}

std::string iso_8601(Time time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)));
}

double number_or_infinity(std::string_view text) {
  try {
    return base::parse_real(text, "", std::numeric_limits<double>::lowest(),
                            std::numeric_limits<double>::max());
  } catch (const std::invalid_argument&) {
    return std::numeric_limits<double>::infinity();
  }
}

Json columns_of(const Study& study) {
  Json columns = Json::array();
  const auto add = [&](const std::string& name, const std::string& unit, const std::string& text) {
    columns.push_back({{"name", name}, {"unit", unit}, {"description", text}});
  };
  for (const Axis& axis : study.axes) add(axis.name, "", axis.description);
  for (const auto& part : {identity_columns(study), study.columns}) {
    for (const Column& column : part) add(column.name, column.unit, column.description);
  }
  return columns;
}

/// Numbers from the least up, then texts from A to Z: the same for the same rows in another order.
Json in_order(const std::set<std::string>& values) {
  std::set<std::pair<double, std::string>> ordered;
  for (const std::string& value : values) ordered.emplace(number_or_infinity(value), value);
  Json texts = Json::array();
  for (const auto& [number, text] : ordered) texts.push_back(text);
  return texts;
}

/// The values of each axis that occur in the rows.
Json axes_of(const Study& study, const Results& results) {
  std::vector<std::set<std::string>> values(study.axes.size());
  for (const StoredTrial* row : results.by_line()) {
    const auto fields = *CsvReader(row->text, "").next();
    for (std::size_t axis = 0; axis < values.size(); ++axis) values[axis].insert(fields[axis]);
  }
  Json axes = Json::object();
  for (std::size_t axis = 0; axis < values.size(); ++axis) {
    axes[study.axes[axis].name] = in_order(values[axis]);
  }
  return axes;
}

Json stopping_of(const Settings& settings) {
  if (!settings.stopping) return nullptr;
  return {{"half_width", settings.stopping->half_width},
          {"max_trials", settings.stopping->max_trials}};
}

/// What is true of the CSV as it stands, whoever wrote it.
Json whole_file(const Study& study, const Settings& settings, const ResultPaths& paths,
                const Results& results) {
  return {{"study", study.name},
          {"revision", study.revision},
          {"title", study.title},
          {"paper_figure", study.paper_figure},
          {"csv", paths.csv.filename().string()},
          {"rows", results.rows()},
          {"sha256", to_hex(sha256(base::read_file(paths.csv)))},
          {"columns", columns_of(study)},
          {"success_column", study.success_column},
          {"axes", axes_of(study, results)},
          {"base_seed", settings.base_seed},
          {"shard", to_string(settings.shard)}};
}

/// What this process knows of the rows that it added itself.
Json this_run(const Settings& settings, std::int64_t rows_added, Time start) {
  const base::BuildInfo& build = base::build_info();
  return {{"command", settings.command},
          {"preset", settings.preset.empty() ? Json(nullptr) : Json(settings.preset)},
          {"trials", settings.trials ? Json(*settings.trials) : Json(nullptr)},
          {"stopping", stopping_of(settings)},
          {"threads", settings.threads},
          {"start", iso_8601(start)},
          {"end", iso_8601(std::chrono::system_clock::now())},
          {"rows_added", rows_added},
          {"version", build.version},
          {"git_commit", build.git_commit},
          {"git_dirty", build.git_dirty},
          {"compiler", build.compiler},
          {"flags", build.flags},
          {"cpu", line_of("/proc/cpuinfo", "model name", ':')},
          {"os", operating_system()}};
}

/// The same keys for rows of which nothing else is known.
Json unknown_run(Json run, std::int64_t rows_added) {
  for (const auto& item : run.items()) item.value() = nullptr;
  run["rows_added"] = rows_added;
  return run;
}

std::int64_t rows_told_of(const Json& runs) {
  std::int64_t rows = 0;
  for (const Json& run : runs) rows += run.at("rows_added").get<std::int64_t>();
  return rows;
}

/// The entries of the runs before this one; none when there are no metadata of these rows.
Json earlier_runs(const Study& study, const ResultPaths& paths, const Json& now) {
  if (!std::filesystem::exists(paths.metadata)) return Json::array();
  try {
    const Json metadata = Json::parse(base::read_file(paths.metadata));
    for (const auto* key : {"study", "revision", "base_seed", "shard"}) {
      base::require(metadata.at(key) == now.at(key), "{} is {}", key, metadata.at(key).dump());
    }
    rows_told_of(metadata.at("runs"));  // throws unless they are what this function returns
    return metadata.at("runs");
  } catch (const std::exception& error) {
    note(study, fmt::format("{}: replaced, for it does not tell where these rows are from: {}",
                            paths.metadata.string(), error.what()));
    return Json::array();
  }
}

}  // namespace

void write_metadata(const Study& study, const Settings& settings, const ResultPaths& paths,
                    const Results& results, std::size_t rows_before, Time start) {
  Json metadata = whole_file(study, settings, paths, results);
  const auto before = static_cast<std::int64_t>(rows_before);
  const Json own = this_run(settings, static_cast<std::int64_t>(results.rows()) - before, start);
  // Metadata beside a CSV without rows are of one that was deleted.
  Json runs = before == 0 ? Json::array() : earlier_runs(study, paths, metadata);
  if (const std::int64_t untold = before - rows_told_of(runs); untold != 0) {
    runs.push_back(unknown_run(own, untold));
  }
  if (own.at("rows_added") != 0) runs.push_back(own);
  metadata["runs"] = std::move(runs);
  // An argument that is not UTF-8 must not cost the run its metadata.
  base::write_file(paths.metadata,
                   metadata.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

bool metadata_match(const ResultPaths& paths) try {
  const Json metadata = Json::parse(base::read_file(paths.metadata));
  return metadata.at("sha256") == to_hex(sha256(base::read_file(paths.csv)));
} catch (const std::exception&) {
  return false;
}

}  // namespace study
