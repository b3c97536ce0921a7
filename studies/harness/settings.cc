#include "studies/harness/settings.h"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>
#include <cxxopts.hpp>
#include <limits>
#include <stdexcept>

#include "base/check.h"
#include "base/parse.h"
#include "studies/harness/flags.h"
#include "studies/harness/grid.h"
#include "studies/harness/join.h"

namespace study {
namespace {

constexpr std::int64_t kMaxTrials = 1'000'000;
constexpr std::int64_t kDefaultTrials = 64;

/// The texts of the flags that were given, by name.
using Texts = std::map<std::string, std::string>;

/// The name that a cxxopts message puts between its typographic quotes, with its dashes.
std::string named_flag(std::string_view message) {
  const std::string_view left = cxxopts::LQUOTE, right = cxxopts::RQUOTE;
  const std::size_t begin = message.find(left) + left.size();
  const std::string_view name = message.substr(begin, message.find(right, begin) - begin);
  if (name.starts_with('-')) return std::string(name);
  return fmt::format("{}{}", name.size() == 1 ? "-" : "--", name);
}

/// Every flag is registered as a text, one without an argument with an implicit empty one, so that
/// all checks and messages are ours.
cxxopts::Options declare(const std::vector<FlagGroup>& groups) {
  cxxopts::Options options("study");
  for (const FlagGroup& group : groups) {
    for (const Flag& flag : group.flags) {
      auto value = cxxopts::value<std::string>();
      if (flag.argument.empty() || flag.argument.starts_with('[')) value->implicit_value("");
      options.add_options()(flag.letter ? fmt::format("{},{}", flag.letter, flag.name) : flag.name,
                            "", value);
    }
  }
  return options;
}

Texts given_flags(const std::vector<FlagGroup>& groups, int argc, const char* const* argv) try {
  cxxopts::Options options = declare(groups);
  const cxxopts::ParseResult result = options.parse(argc, argv);
  if (!result.unmatched().empty()) {
    throw std::invalid_argument(
        fmt::format("{}: not a flag; --help lists all", result.unmatched().front()));
  }
  Texts texts;
  for (const FlagGroup& group : groups) {
    for (const Flag& flag : group.flags) {
      if (result.count(flag.name) == 0) continue;
      base::require(result.count(flag.name) == 1, "--{}: given twice", flag.name);
      const auto text = result[flag.name].as<std::string>();
      base::require(!flag.argument.empty() || text.empty(), "--{} {}: takes no value", flag.name,
                    text);
      texts[flag.name] = text;
    }
  }
  return texts;
} catch (const cxxopts::exceptions::missing_argument& error) {
  throw std::invalid_argument(named_flag(error.what()) + ": needs a value");
} catch (const cxxopts::exceptions::option_requires_argument& error) {
  throw std::invalid_argument(named_flag(error.what()) + ": needs a value");
} catch (const cxxopts::exceptions::parsing& error) {
  throw std::invalid_argument(named_flag(error.what()) + ": unknown flag; --help lists all");
}

Action action_of(const Texts& texts) {
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

std::optional<std::int64_t> integer_flag(const Texts& texts, const std::string& name,
                                         std::int64_t low, std::int64_t high) {
  const auto found = texts.find(name);
  if (found == texts.end()) return std::nullopt;
  return base::parse_integer(found->second, "--" + name, low, high);
}

std::optional<double> real_flag(const Texts& texts, const std::string& name, double low,
                                double high) {
  const auto found = texts.find(name);
  if (found == texts.end()) return std::nullopt;
  return base::parse_real(found->second, "--" + name, low, high);
}

std::optional<StoppingRule> stopping_rule(const Texts& texts) {
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

/// The preset and the axes; every axis's values are checked here, where the flag can be named.
void read_grid(const Study& study, const Texts& texts, Settings& settings) {
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

void set_options(const Study& study, const Texts& texts) {
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
  const Texts texts = given_flags(all_flags(study), argc, argv);
  Settings settings;
  settings.command = command_of(argc, argv);
  settings.action = action_of(texts);
  if (settings.action >= Action::kDescribe) return settings;
  read_grid(study, texts, settings);
  settings.trials = integer_flag(texts, "trials", 1, kMaxTrials);
  settings.stopping = stopping_rule(texts);
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
  std::vector<Block> blocks{{{}, kDefaultTrials}};
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
