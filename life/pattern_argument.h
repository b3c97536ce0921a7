#pragma once

#include <filesystem>
#include <string>

#include "life/pattern_file.h"

namespace life {

/// A pattern file that a command was given.
struct PatternArgument {
  PatternFormat format;
  Pattern pattern;
};

/// Reads a pattern file of any format. Throws std::invalid_argument "<path>: line 2, column 5: ..."
/// for what read_pattern refuses, std::system_error that names the path if it cannot be read.
PatternArgument read_pattern_file(const std::filesystem::path& path);

/// The format to write the file in: what --format says if it is not empty, else what the name asks
/// for. Throws std::invalid_argument naming the flag or the path.
PatternFormat format_to_write(const std::filesystem::path& path, const std::string& format_flag);

}  // namespace life
