#include "studies/harness/provenance.h"

#include <fmt/chrono.h>
#include <fmt/core.h>
#include <sys/utsname.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/build_info.h"
#include "base/check.h"
#include "base/file.h"
#include "studies/harness/metadata.h"
#include "studies/harness/note.h"
#include "studies/harness/sha256.h"

namespace study {
namespace {

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

Json stopping_of(const Settings& settings) {
  if (const auto& search = settings.search) {
    return {{"rate", search->rate},
            {"confidence", search->confidence},
            {"indifference", search->indifference}};
  }
  if (!settings.stopping) return nullptr;
  return {{"half_width", settings.stopping->half_width},
          {"max_trials", settings.stopping->max_trials}};
}

/// What this process knows of the rows that it added itself.
Json this_run(const Study& study, const Settings& settings, std::int64_t rows_added,
              const RunFacts& run) {
  const base::BuildInfo& build = base::build_info();
  Json facts{{"command", settings.command},
             {"preset", settings.preset.empty() ? Json(nullptr) : Json(settings.preset)},
             {"trials", settings.trials ? Json(*settings.trials) : Json(nullptr)},
             {"stopping", stopping_of(settings)},
             {"threads", settings.threads},
             {"start", iso_8601(run.start)},
             {"end", iso_8601(std::chrono::system_clock::now())},
             {"rows_added", rows_added},
             {"measured_joules", run.joules ? Json(*run.joules) : Json(nullptr)},
             {"version", build.version},
             {"git_commit", build.git_commit},
             {"git_dirty", build.git_dirty},
             {"compiler", build.compiler},
             {"flags", build.flags},
             {"packages", build.packages},
             {"cpu", line_of("/proc/cpuinfo", "model name", ':')},
             {"os", operating_system()}};
  if (study.tools) facts["tools"] = study.tools();
  return facts;
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
                    const Results& results, const RunFacts& run) {
  Json metadata = whole_file(study, settings.base_seed, settings.shard, paths.csv, results);
  const auto before = static_cast<std::int64_t>(run.rows_before);
  const Json own =
      this_run(study, settings, static_cast<std::int64_t>(results.rows()) - before, run);
  // Metadata beside a CSV without rows are of one that was deleted.
  Json runs = before == 0 ? Json::array() : earlier_runs(study, paths, metadata);
  if (const std::int64_t untold = before - rows_told_of(runs); untold != 0) {
    runs.push_back(unknown_run(own, untold));
  }
  if (own.at("rows_added") != 0) runs.push_back(own);
  metadata["runs"] = std::move(runs);
  write_metadata_file(paths.metadata, metadata);
}

bool metadata_match(const ResultPaths& paths) try {
  const Json metadata = Json::parse(base::read_file(paths.metadata));
  return metadata.at("sha256") == to_hex(sha256(base::read_file(paths.csv)));
} catch (const std::exception&) {
  return false;
}

}  // namespace study
