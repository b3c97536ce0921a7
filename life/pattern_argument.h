#pragma once

#include <filesystem>

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

/// The format that the file's name asks for. Throws std::invalid_argument naming the path and the
/// flag --format if it asks for none.
PatternFormat format_to_write(const std::filesystem::path& path);

/// For boards, which go into RLE files. Throws std::invalid_argument naming the path if it asks for
/// another format; nameless targets such as /dev/stdout and other extensions are fine.
void require_rle_name(const std::filesystem::path& path);

/// Throws std::invalid_argument "<what> <path>: needs another file than <other>" if they are one.
void require_other_file(std::string_view what, const std::filesystem::path& path,
                        const std::filesystem::path& other);

/// Writes the file as base::write_file does, all of it also if a signal comes; the exit code.
int write_whole(const std::filesystem::path& path, std::string_view text);

}  // namespace life
