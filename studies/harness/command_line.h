#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "studies/harness/flags.h"

namespace study {

/// The texts of the flags that were given, by long name; empty for one without a value.
using FlagTexts = std::map<std::string, std::string>;

struct CommandLine {
  FlagTexts flags;
  std::vector<std::string> rest;  ///< what belongs to no flag, in order
};

/// Splits a command line by the flags that a program knows; values are not looked at. Throws
/// std::invalid_argument that names the flag when it is unknown, stands twice, lacks its value or
/// has one too many.
/// Example: `merge a.csv b.csv --out c.csv` is {{{"out", "c.csv"}}, {"a.csv", "b.csv"}}.
CommandLine read_command_line(std::span<const FlagGroup> groups, int argc, const char* const* argv);

/// Throws std::invalid_argument "--<flag> <out>: ..." if that is one of the files to read.
void require_not_among(std::span<const std::string> files, std::string_view flag,
                       const std::string& out);

}  // namespace study
