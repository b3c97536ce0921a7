#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "studies/harness/search.h"
#include "studies/harness/shard.h"
#include "studies/harness/stopping.h"
#include "studies/harness/study.h"

namespace study {

/// The last four only print a text, whatever else is asked for; --describe takes a stopping rule or
/// what is searched for.
enum class Action { kRun, kDryRun, kStatus, kCheck, kDescribe, kDescribeMarkdown, kHelp, kVersion };

/// A command line, understood.
struct Settings {
  Action action = Action::kRun;
  std::string preset;                       ///< empty when only axes were given
  std::map<std::string, std::string> axes;  ///< as typed, by the axis's name
  std::optional<std::int64_t> trials;       ///< of a cell; in a search at most
  std::filesystem::path out = "out";
  std::int64_t base_seed = 0;
  int threads = 1;
  Shard shard;
  std::optional<StoppingRule> stopping;
  std::optional<SearchRule> search;  ///< of a study that has one, always
  std::optional<double> max_seconds;
  std::int64_t check = 0;
  bool quiet = false;
  bool json = false;
  std::string command;  ///< as typed, without the folder of the program
};

/// Reads a command line and hands the study's own options their arguments. Throws
/// std::invalid_argument "<flag> <value>: <what is allowed>".
Settings parse_command_line(const Study& study, int argc, const char* const* argv);

/// The blocks that the settings ask for: the preset's, or every axis at its default with 64 trials
/// (kUsualSearchTrials in a search); in each of them the axes and trials of the command line.
std::vector<Block> requested_blocks(const Study& study, const Settings& settings);

}  // namespace study
