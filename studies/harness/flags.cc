#include "studies/harness/flags.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <stdexcept>

#include "studies/harness/grid.h"
#include "studies/harness/join.h"
#include "studies/harness/record.h"
#include "studies/harness/search.h"

namespace study {
namespace {

std::string preset_names(const Study& study) {
  std::vector<std::string> names;
  for (const Preset& preset : study.presets) names.push_back(preset.name);
  return join(names, ", ");
}

Flag seed_flag() {
  return {0, "seed", "N", "the base seed that every trial's seed derives from (0)"};
}

std::vector<Flag> trial_flags() {
  return {{0, "trials", "N", "trials of each cell, in place of the preset's (64 without one)"},
          seed_flag(),
          {0, "half-width", "W",
           "stop a cell when the Wilson 95 % interval of its rate is at most 2 W wide, looked at "
           "after 16, 32, 64, ... trials; needs --max-trials"},
          {0, "max-trials", "N", "stop a cell after N trials at the latest; needs --half-width"}};
}

std::vector<Flag> search_flags(const Search& search) {
  const SearchRule usual;
  return {{0, "rate", "R",
           fmt::format("look for the smallest {} with a success rate above R ({})", search.axis,
                       usual.rate)},
          {0, "confidence", "C",
           fmt::format("of the answer: wrong with a probability of at most 1 - C ({})",
                       usual.confidence)},
          {0, "indifference", "D",
           fmt::format("give a value up that is within R +- D ({})", usual.indifference)},
          {0, "max-trials", "N",
           fmt::format("give a value up after N trials, in place of the preset's ({} without one)",
                       kUsualSearchTrials)},
          seed_flag()};
}

FlagGroup what_to_run(const Study& study) {
  FlagGroup group{
      "What to run",
      {{0, "preset", "NAME", preset_names(study) + "; quick when nothing else is asked for"}}};
  std::ranges::copy(study.search ? search_flags(*study.search) : trial_flags(),
                    std::back_inserter(group.flags));
  return group;
}

FlagGroup axis_flags(const Study& study) {
  FlagGroup group{"The grid (a comma list, or a range like 1..8 where values are whole numbers)",
                  {}};
  for (const Axis& axis : study.axes) {
    group.flags.push_back({0, axis_flag(axis).substr(2), "LIST",
                           fmt::format("{} ({})", axis.description, axis.default_values)});
  }
  return group;
}

FlagGroup study_flags(const Study& study) {
  FlagGroup group{"Of this study", {}};
  for (const Option& option : study.options) {
    group.flags.push_back({0, option.name, option.argument, option.description});
  }
  return group;
}

FlagGroup how_to_run() {
  return {"How to run it",
          {{0, "out", "DIR", "where the CSV is, or will be (out); rows that are there are kept"},
           {'j', "threads", "N", "trials at a time (one a core)"},
           {0, "shard", "i/k", "run part i of k, into a file of its own"},
           {0, "max-seconds", "S", "stop after S seconds; exit code 4 when there is more to do"},
           {'q', "quiet", "", "no progress on stderr"},
           {0, "json", "", "print the summary as JSON"}}};
}

FlagGroup what_else() {
  return {"Instead of running",
          {{'n', "dry-run", "", "say what would be run and how long it may take; write nothing"},
           {0, "status", "", "say what is done; write nothing"},
           {0, "check", "N", "run N trials of the file again, chosen at random, and compare"},
           {0, "describe", "[=markdown]", "the protocol, axes, columns and presets"},
           {'h', "help", "", "this text"},
           {0, "version", "", "version and git commit"}}};
}

void require_declared(bool condition, const Study& study, const std::string& fault) {
  if (!condition) throw std::logic_error(fmt::format("study {}: {}", study.name, fault));
}

/// cxxopts takes long names of two characters or more.
void check_flag_names(const Study& study, const std::vector<FlagGroup>& groups) {
  std::set<std::string> names;
  for (const FlagGroup& group : groups) {
    for (const Flag& flag : group.flags) {
      require_declared(flag.name.size() >= 2, study,
                       "--" + flag.name + " needs a name of two characters at least");
      require_declared(names.insert(flag.name).second, study, "--" + flag.name + " stands twice");
    }
  }
}

void check_declaration(const Study& study) {
  require_declared(static_cast<bool>(study.run), study, "has no trial");
  const auto names = column_names(study);
  require_declared(std::set(names.begin(), names.end()).size() == names.size(), study,
                   "a column stands twice");
  require_declared(
      std::any_of(study.columns.begin(), study.columns.end(),
                  [&](const Column& column) { return column.name == study.success_column; }),
      study, "the success column is not among the columns");
  const auto has_axis = [&](const std::string& name) {
    return std::ranges::find(study.axes, name, &Axis::name) != study.axes.end();
  };
  for (const auto& [stream, axes] : study.stream_axes) {
    for (const std::string& name : axes) {
      require_declared(has_axis(name), study,
                       "stream " + stream + " names the axis " + name + ", which is not there");
    }
  }
  if (study.search) {
    require_declared(has_axis(study.search->axis), study,
                     "its search names the axis " + study.search->axis + ", which is not there");
  }
  require_declared(std::any_of(study.presets.begin(), study.presets.end(),
                               [](const Preset& preset) { return preset.name == "quick"; }),
                   study, "has no preset quick");
  for (const Preset& preset : study.presets) {
    require_declared(!preset.blocks.empty(), study, "preset " + preset.name + " has no blocks");
    make_grid(study, preset.blocks);
  }
}

}  // namespace

std::vector<FlagGroup> all_flags(const Study& study) {
  check_declaration(study);
  std::vector<FlagGroup> groups{what_to_run(study), axis_flags(study), how_to_run(), what_else()};
  if (!study.options.empty()) groups.insert(groups.begin() + 2, study_flags(study));
  check_flag_names(study, groups);
  return groups;
}

}  // namespace study
