#include "life/arguments.h"

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

}  // namespace

cxxopts::ParseResult parse_arguments(cxxopts::Options& options, int argc, const char* const* argv) {
  try {
    return options.parse(argc, argv);
  } catch (const cxxopts::exceptions::exception& error) {
    throw std::invalid_argument(
        fmt::format("{}; the flags are {}", error.what(), known_flags(options)));
  }
}

std::string required_flag(const cxxopts::ParseResult& arguments, const std::string& flag,
                          std::string_view needs) {
  base::require(arguments.count(flag) > 0, "--{}: missing, needs {}", flag, needs);
  return arguments[flag].as<std::string>();
}

void reject_unmatched(const cxxopts::ParseResult& arguments, std::size_t allowed) {
  const auto& unmatched = arguments.unmatched();
  if (unmatched.size() <= allowed) return;
  throw std::invalid_argument(fmt::format("{}: one argument too many", unmatched[allowed]));
}

}  // namespace life
