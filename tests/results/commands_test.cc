// The commands of REPRODUCING.md ask for the cells and trials that are committed.

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/file.h"
#include "cli/run_command.h"
#include "studies/harness/csv.h"

namespace {

namespace fs = std::filesystem;

const fs::path kSource = MINLIFE_SOURCE_DIR;

/// The texts of the claims' table that stand in `...` and have a flag.
std::set<std::string> commands() {
  std::string page = base::read_file(kSource / "REPRODUCING.md");
  page = page.substr(page.find("## Claims"), page.find("## Files") - page.find("## Claims"));
  std::set<std::string> found;
  std::istringstream parts(page);
  for (std::string part; std::getline(parts, part, '`');) {
    if (part.find(" --") != std::string::npos && part.find('|') == std::string::npos) {
      found.insert(part);
    }
  }
  return found;
}

/// Whether the committed rows decide how many trials a command asks for.
bool is_search(const std::string& command) { return command.find(" --trials ") == command.npos; }

/// How many trials a cell has, by its axes.
using Counts = std::map<std::vector<std::string>, std::size_t>;

Counts committed(const std::string& study) {
  const study::Table rows = study::read_csv(kSource / "results" / (study + ".csv"));
  const auto trial = static_cast<std::ptrdiff_t>(rows.column("trial"));
  std::set<std::vector<std::string>> trials;
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    trials.insert({rows.row(i).begin(), rows.row(i).begin() + trial + 1});
  }
  Counts counts;
  for (const auto& fields : trials) ++counts[{fields.begin(), fields.end() - 1}];
  return counts;
}

/// The same of what a command would run in an empty folder, a search beside the committed rows.
Counts asked_for(const std::string& command) {
  std::istringstream words(command);
  std::vector<std::string> arguments{std::istream_iterator<std::string>(words), {}};
  arguments[0] = fs::path(STUDIES_FOLDER) / arguments[0];
  const fs::path folder = is_search(command)
                              ? kSource / "results"
                              : fs::path(testing::TempDir()) / "commands_test.nowhere";
  arguments.insert(arguments.end(), {"--out", folder, "--dry-run", "--json"});
  const auto result = cli::run_command(arguments);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  Counts counts;
  const auto plan = nlohmann::ordered_json::parse(result.out);
  for (const auto& cell : plan.at("cells")) {
    std::vector<std::string> values;
    for (const auto& axis : cell.at("axes").items()) values.push_back(axis.value());
    counts[values] = cell.at("wanted");
  }
  return counts;
}

TEST(Commands, AskForCommittedTrials) {
  const auto all = commands();
  ASSERT_FALSE(all.empty());
  std::map<std::string, Counts> by_study;
  for (const std::string& command : all) {
    const std::string study = command.substr(0, command.find(' '));
    if (!by_study.contains(study)) by_study[study] = committed(study);
    for (const auto& [cell, wanted] : asked_for(command)) {
      // Where cells have different numbers of trials a command asks for the most. A search that has
      // not come to its end asks for more, or for fewer where one with another --max-trials went
      // on.
      const std::size_t made = by_study[study][cell];
      EXPECT_TRUE(0 < made && (made <= wanted || is_search(command)))
          << command << ": " << made << " of " << wanted;
    }
  }
}

}  // namespace
