// Committed rows come out again, byte for byte, on a kind of machine that made some of their file.

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "base/file.h"
#include "cli/run_command.h"
#include "studies/harness/csv.h"
#include "studies/harness/shard.h"
#include "studies/harness/timings.h"

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const fs::path kResults = MINLIFE_SOURCE_DIR "/results";
const fs::path kStudies = STUDIES_FOLDER;

/// CPU seconds of the trials of a CSV that are run again, as measured when they were committed.
constexpr double kSeconds = 2;

/// What decides a row's bytes, of a run.
std::string kind_of(const Json& run) {
  std::string kind;
  for (const char* key : {"compiler", "flags", "cpu", "tools"}) {
    kind += (kind.empty() ? "" : "; ") + run.value(key, Json()).dump();
  }
  return kind;
}

fs::path fresh_folder(const std::string& name) {
  const fs::path folder = fs::path(testing::TempDir()) / name;
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

Json metadata_of(const fs::path& csv) {
  return Json::parse(base::read_file(study::paths_of_csv(csv).metadata));
}

/// The rows of a study that were just made, in `folder`.
fs::path make_rows(const fs::path& folder) {
  const auto result =
      cli::run_command({kStudies / "overcompleteness", "--overcompleteness", "1,8", "--budget",
                        "10000", "--trials", "4", "--out", folder, "-q"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return folder / "overcompleteness.csv";
}

/// The seeds of the cheapest trial of each cell, the cheapest first, of `seconds` in all or one.
std::set<std::string> cheap_trials(const study::Table& rows, const fs::path& csv, double seconds) {
  const auto timings = study::load_timings(study::paths_of_csv(csv).timing);
  const std::size_t seed = rows.column("seed"), trial = rows.column("trial");
  std::map<std::vector<std::string>, std::pair<double, std::string>> by_cell;
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    const auto time = timings.find(std::stoull(rows.text(i, seed), nullptr, 16));
    if (time == timings.end()) continue;
    const auto& fields = rows.row(i);
    const auto axes_end = fields.begin() + static_cast<std::ptrdiff_t>(trial);
    const std::pair cost{time->second.cpu_seconds, rows.text(i, seed)};
    auto& least = by_cell.try_emplace({fields.begin(), axes_end}, cost).first->second;
    least = std::min(least, cost);
  }
  std::set<std::pair<double, std::string>> cheapest;
  for (const auto& [cell, cost] : by_cell) cheapest.insert(cost);
  std::set<std::string> chosen;
  double sum = 0;
  for (const auto& [cost, name] : cheapest) {
    sum += cost;
    if (!chosen.empty() && sum > seconds) break;
    chosen.insert(name);
  }
  return chosen;
}

/// Runs cheap trials of a CSV again, by `--check` of a copy that holds no others.
cli::CommandResult rerun(const fs::path& csv) {
  const study::Table rows = study::read_csv(csv);
  const auto chosen = cheap_trials(rows, csv, kSeconds);
  EXPECT_FALSE(chosen.empty()) << csv << ": no times";
  std::string text = study::format_csv_line(rows.columns());
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    if (chosen.contains(rows.text(i, rows.column("seed")))) {
      text += study::format_csv_line(rows.row(i));
    }
  }
  const Json metadata = metadata_of(csv);
  const std::string name = metadata.at("study");
  const fs::path folder = fresh_folder("rerun_" + name);
  base::write_file(folder / (name + ".csv"), text);
  auto result =
      cli::run_command({kStudies / name, "--check", std::to_string(chosen.size()), "--out", folder,
                        "--seed", metadata.at("base_seed").dump(), "-q"});
  fs::remove_all(folder);
  return result;
}

/// This machine's kind, as runs of a study tell it; "" if what the study runs is not installed.
std::string kind_here(const std::string& study) {
  const fs::path folder = fresh_folder("rerun_kind");
  const auto made =
      cli::run_command({kStudies / study, "--preset", "smoke", "--out", folder, "-q"});
  const bool missing = made.err.find("script/bootstrap --devices") != std::string::npos;
  EXPECT_TRUE(missing || made.exit_code == 0) << made.err;
  const fs::path csv = folder / (study + ".csv");
  const std::string kind = missing ? "" : kind_of(metadata_of(csv).at("runs").at(0));
  fs::remove_all(folder);
  return kind;
}

TEST(Rerun, CommittedRowsAreTheSameBytes) {
  const std::string plain = kind_here("overcompleteness");
  std::string others;
  for (const auto& file : fs::directory_iterator(kResults)) {
    const fs::path& csv = file.path();
    if (csv.extension() != ".csv" || !fs::exists(study::paths_of_csv(csv).metadata)) continue;
    const Json metadata = metadata_of(csv);
    std::set<std::string> made_on;
    for (const Json& run : metadata.at("runs")) made_on.insert(kind_of(run));
    const bool has_tools = metadata.at("runs").at(0).contains("tools");
    const std::string here = has_tools ? kind_here(metadata.at("study")) : plain;
    if (made_on.contains(here)) {
      const auto result = rerun(csv);
      EXPECT_EQ(result.exit_code, 0) << csv << ": " << result.err;
    } else {
      others += fmt::format("{} was made on {}, here is {}; ", csv.filename().string(),
                            *made_on.begin(), here.empty() ? "what it needs not installed" : here);
    }
  }
  if (!others.empty()) GTEST_SKIP() << others;
}

TEST(Rerun, FindsARowThatDiffers) {
  const fs::path folder = fresh_folder("rerun_tampered");
  const fs::path csv = make_rows(folder);
  const auto same = rerun(csv);
  EXPECT_EQ(same.exit_code, 0) << same.err;
  EXPECT_TRUE(same.out.starts_with("2 of 2 trials of ")) << same.out;

  std::string text = base::read_file(csv);
  for (std::size_t at = text.find(",25,100,0,"); at != std::string::npos;
       at = text.find(",25,100,0,")) {
    text.replace(at, 10, ",25,100,1,");
  }
  base::write_file(csv, text);
  const auto changed = rerun(csv);
  EXPECT_EQ(changed.exit_code, 3) << changed.out;
  EXPECT_NE(changed.err.find("solved is 1 in line"), std::string::npos) << changed.err;
  fs::remove_all(folder);
}

}  // namespace
