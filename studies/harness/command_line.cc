#include "studies/harness/command_line.h"

#include <fmt/core.h>

#include <cxxopts.hpp>
#include <filesystem>
#include <stdexcept>
#include <string_view>

#include "base/check.h"

namespace study {
namespace {

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
cxxopts::Options declare(std::span<const FlagGroup> groups) {
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

}  // namespace

CommandLine read_command_line(std::span<const FlagGroup> groups, int argc,
                              const char* const* argv) try {
  cxxopts::Options options = declare(groups);
  const cxxopts::ParseResult result = options.parse(argc, argv);
  CommandLine command_line;
  command_line.rest = result.unmatched();
  for (const FlagGroup& group : groups) {
    for (const Flag& flag : group.flags) {
      if (result.count(flag.name) == 0) continue;
      base::require(result.count(flag.name) == 1, "--{}: given twice", flag.name);
      const auto text = result[flag.name].as<std::string>();
      base::require(!flag.argument.empty() || text.empty(), "--{} {}: takes no value", flag.name,
                    text);
      command_line.flags[flag.name] = text;
    }
  }
  return command_line;
} catch (const cxxopts::exceptions::missing_argument& error) {
  throw std::invalid_argument(named_flag(error.what()) + ": needs a value");
} catch (const cxxopts::exceptions::option_requires_argument& error) {
  throw std::invalid_argument(named_flag(error.what()) + ": needs a value");
} catch (const cxxopts::exceptions::parsing& error) {
  throw std::invalid_argument(named_flag(error.what()) + ": unknown flag; --help lists all");
}

void require_not_among(std::span<const std::string> files, std::string_view flag,
                       const std::string& out) {
  for (const std::string& file : files) {
    std::error_code missing;
    base::require(!std::filesystem::equivalent(file, out, missing),
                  "--{} {}: would overwrite what it is made from", flag, out);
  }
}

}  // namespace study
