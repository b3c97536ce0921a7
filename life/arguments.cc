#include "life/arguments.h"

#include <fmt/core.h>

#include "base/check.h"

namespace life {
namespace {

std::string known_flags(const cxxopts::Options& options) {
  std::string names;
  for (const cxxopts::HelpOptionDetails& option : options.group_help("").options) {
    names += fmt::format("{}--{}", names.empty() ? "" : ", ", option.l.front());
  }
  return names;
}

cxxopts::ParseResult parse(cxxopts::Options& options, int argc, const char* const* argv) {
  try {
    return options.parse(argc, argv);
  } catch (const cxxopts::exceptions::exception& error) {
    throw std::invalid_argument(
        fmt::format("{}; the flags are {}", error.what(), known_flags(options)));
  }
}

}  // namespace

std::optional<cxxopts::ParseResult> parse_arguments(cxxopts::Options& options, int argc,
                                                    const char* const* argv, std::size_t files) {
  cxxopts::ParseResult arguments = parse(options, argc, argv);
  if (arguments.count("help") > 0) {
    fmt::print("{}", options.help());
    return std::nullopt;
  }
  const auto& unmatched = arguments.unmatched();
  if (unmatched.size() > files) {
    throw std::invalid_argument(fmt::format("{}: one argument too many", unmatched[files]));
  }
  return arguments;
}

std::string required_flag(const cxxopts::ParseResult& arguments, const std::string& flag,
                          std::string_view needs) {
  base::require(arguments.count(flag) > 0, "--{}: missing, needs {}", flag, needs);
  return arguments[flag].as<std::string>();
}

}  // namespace life
