#include "studies/harness/provenance.h"

#include <fmt/chrono.h>
#include <fmt/core.h>
#include <sys/utsname.h>

#include <algorithm>
#include <exception>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/build_info.h"
#include "base/file.h"
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

Json columns_of(const Study& study) {
  Json columns = Json::array();
  const auto add = [&](const std::string& name, const std::string& unit, const std::string& text) {
    columns.push_back({{"name", name}, {"unit", unit}, {"description", text}});
  };
  for (const Axis& axis : study.axes) add(axis.name, "", axis.description);
  for (const auto& part : {identity_columns(), std::span<const Column>(study.columns)}) {
    for (const Column& column : part) add(column.name, column.unit, column.description);
  }
  return columns;
}

/// The values of each axis in this run's grid.
Json axes_of(const Study& study, std::span<const GridCell> grid) {
  Json axes = Json::object();
  for (std::size_t axis = 0; axis < study.axes.size(); ++axis) {
    Json values = Json::array();
    for (const GridCell& cell : grid) {
      const std::string& value = cell.cell.values()[axis];
      if (std::find(values.begin(), values.end(), Json(value)) == values.end()) {
        values.push_back(value);
      }
    }
    axes[study.axes[axis].name] = std::move(values);
  }
  return axes;
}

Json stopping_of(const Settings& settings) {
  if (!settings.stopping) return nullptr;
  return {{"half_width", settings.stopping->half_width},
          {"max_trials", settings.stopping->max_trials}};
}

}  // namespace

void write_metadata(const Study& study, const Settings& settings, std::span<const GridCell> grid,
                    const ResultPaths& paths, std::size_t rows, Time start, Time end) {
  const base::BuildInfo& build = base::build_info();
  const Json metadata{
      {"study", study.name},
      {"revision", study.revision},
      {"title", study.title},
      {"paper_figure", study.paper_figure},
      {"csv", paths.csv.filename().string()},
      {"rows", rows},
      {"sha256", to_hex(sha256(base::read_file(paths.csv)))},
      {"columns", columns_of(study)},
      {"success_column", study.success_column},
      {"axes", axes_of(study, grid)},
      {"preset", settings.preset.empty() ? Json(nullptr) : Json(settings.preset)},
      {"stopping", stopping_of(settings)},
      {"base_seed", settings.base_seed},
      {"command", settings.command},
      {"shard", to_string(settings.shard)},
      {"threads", settings.threads},
      {"start", iso_8601(start)},
      {"end", iso_8601(end)},
      {"version", build.version},
      {"git_commit", build.git_commit},
      {"git_dirty", build.git_dirty},
      {"compiler", build.compiler},
      {"flags", build.flags},
      {"cpu", line_of("/proc/cpuinfo", "model name", ':')},
      {"os", operating_system()},
  };
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
