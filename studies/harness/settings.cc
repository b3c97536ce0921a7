#include "studies/harness/settings.h"

#include <fmt/core.h>
#include <omp.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "base/check.h"
#include "base/parse.h"
#include "studies/harness/command_line.h"
#include "studies/harness/flags.h"
#include "studies/harness/grid.h"
#include "studies/harness/join.h"

namespace study {
namespace {

constexpr std::int64_t kMaxTrials = 1'000'000;
constexpr std::int64_t kDefaultTrials = 64;

Action action_of(const FlagTexts& texts) {
  if (texts.contains("help")) return Action::kHelp;
  if (texts.contains("version")) return Action::kVersion;
  if (const auto found = texts.find("describe"); found != texts.end()) {
    base::require(found->second.empty() || found->second == "markdown",
                  "--describe {}: needs nothing or =markdown", found->second);
    return found->second.empty() ? Action::kDescribe : Action::kDescribeMarkdown;
  }
  Action action = Action::kRun;
  std::string first;
  for (const auto& [name, meaning] : {std::pair{"dry-run", Action::kDryRun},
                                      {"status", Action::kStatus},
                                      {"check", Action::kCheck}}) {
    if (!texts.contains(name)) continue;
    base::require(first.empty(), "--{}: does not go with --{}", name, first);
    first = name;
    action = meaning;
  }
  return action;
}

std::optional<std::int64_t> integer_flag(const FlagTexts& texts, const std::string& name,
                                         std::int64_t low, std::int64_t high) {
  const auto found = texts.find(name);
  if (found == texts.end()) return std::nullopt;
  return base::parse_integer(found->second, "--" + name, low, high);
}

std::optional<double> real_flag(const FlagTexts& texts, const std::string& name, double low,
                                double high) {
  const auto found = texts.find(name);
  if (found == texts.end()) return std::nullopt;
  return base::parse_real(found->second, "--" + name, low, high);
}

std::optional<StoppingRule> stopping_rule(const FlagTexts& texts) {
  const auto half_width = real_flag(texts, "half-width", 0.001, 0.5);
  const auto max_trials = integer_flag(texts, "max-trials", 1, kMaxTrials);
  base::require(!half_width || max_trials, "--half-width {}: needs --max-trials N too",
                half_width.value_or(0));
  base::require(!max_trials || half_width, "--max-trials {}: needs --half-width W too",
                max_trials.value_or(0));
  if (!half_width) return std::nullopt;
  base::require(!texts.contains("trials"), "--trials: does not go with --half-width");
  return StoppingRule{*half_width, *max_trials};
}

SearchRule search_rule(const FlagTexts& texts) {
  const SearchRule usual;
  return {real_flag(texts, "rate", 0.001, 0.999).value_or(usual.rate),
          real_flag(texts, "confidence", 0.5, 0.999999).value_or(usual.confidence),
          real_flag(texts, "indifference", 0, 0.5).value_or(usual.indifference)};
}

/// The preset and the axes; every axis's values are checked here, where the flag can be named.
void read_grid(const Study& study, const FlagTexts& texts, Settings& settings) {
  for (const Axis& axis : study.axes) {
    const auto found = texts.find(axis_flag(axis).substr(2));
    if (found == texts.end()) continue;
    expand_values(axis, found->second);
    settings.axes[axis.name] = found->second;
  }
  if (settings.axes.empty()) settings.preset = "quick";
  if (const auto found = texts.find("preset"); found != texts.end()) {
    std::vector<std::string> names;
    for (const Preset& preset : study.presets) names.push_back(preset.name);
    base::require(std::find(names.begin(), names.end(), found->second) != names.end(),
                  "--preset {}: needs one of {}", found->second, join(names, ", "));
    settings.preset = found->second;
  }
}

void set_options(const Study& study, const FlagTexts& texts) {
  for (const Option& option : study.options) {
    const auto found = texts.find(option.name);
    if (found == texts.end()) continue;
    try {
      option.set(found->second);
    } catch (const std::invalid_argument& error) {
      throw std::invalid_argument(
          fmt::format("--{} {}: {}", option.name, found->second, error.what()));
    }
  }
}

/// An argument as a shell takes it.
std::string shell_quoted(std::string_view argument) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+,./:@%";
  if (!argument.empty() && argument.find_first_not_of(kPlain) == argument.npos) {
    return std::string(argument);
  }
  std::string text = "'";
  for (const char c : argument) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + '\'';
}

std::string command_of(int argc, const char* const* argv) {
  std::string command = shell_quoted(std::filesystem::path(argv[0]).filename().string());
  for (int i = 1; i < argc; ++i) command += ' ' + shell_quoted(argv[i]);
  return command;
}

}  // namespace

Settings parse_command_line(const Study& study, int argc, const char* const* argv) {
  const auto [texts, rest] = read_command_line(all_flags(study), argc, argv);
  base::require(rest.empty(), "{}: not a flag; --help lists all", rest.empty() ? "" : rest.front());
  Settings settings;
  settings.command = command_of(argc, argv);
  settings.action = action_of(texts);
  if (settings.action >= Action::kHelp) return settings;
  if (study.search) {
    settings.search = search_rule(texts);
    settings.trials = integer_flag(texts, "max-trials", 1, kMaxTrials);
  } else {
    settings.stopping = stopping_rule(texts);
    settings.trials = integer_flag(texts, "trials", 1, kMaxTrials);
  }
  if (settings.action >= Action::kDescribe) return settings;
  read_grid(study, texts, settings);
  settings.base_seed =
      integer_flag(texts, "seed", 0, std::numeric_limits<std::int64_t>::max()).value_or(0);
  settings.threads =
      static_cast<int>(integer_flag(texts, "threads", 1, 4096).value_or(omp_get_num_procs()));
  settings.max_seconds = real_flag(texts, "max-seconds", 0, 1e9);
  settings.check = integer_flag(texts, "check", 1, kMaxTrials).value_or(0);
  settings.quiet = texts.contains("quiet");
  settings.json = texts.contains("json");
  if (const auto found = texts.find("shard"); found != texts.end()) {
    settings.shard = parse_shard(found->second);
  }
  if (const auto found = texts.find("out"); found != texts.end()) {
    base::require(!found->second.empty(), "--out '': needs a folder");
    settings.out = found->second;
  }
  set_options(study, texts);
  return settings;
}

std::vector<Block> requested_blocks(const Study& study, const Settings& settings) {
  std::vector<Block> blocks{{{}, study.search ? kUsualSearchTrials : kDefaultTrials}};
  for (const Preset& preset : study.presets) {
    if (preset.name == settings.preset) blocks = preset.blocks;
  }
  for (Block& block : blocks) {
    for (const auto& [axis, values] : settings.axes) block.axes[axis] = values;
    block.trials = settings.trials.value_or(block.trials);
  }
  return blocks;
}

}  // namespace study
