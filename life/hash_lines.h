#pragma once

#include <string>
#include <string_view>

#include "life/line_reader.h"
#include "life/pattern.h"

namespace life {

// What RLE, Life 1.05 and Life 1.06 have in common: lines that begin with `#`.

/// Reads a part of the reader's line as rule and bounded grid of the pattern. Throws
/// std::invalid_argument with the part's place.
void read_rule(std::string_view text, const LineReader& lines, Pattern& pattern);

/// Appends a line that begins with `#` to Pattern::comments: `#N Glider` as `Name: Glider`,
/// `#O Gosper` as `Author: Gosper`, `#C ...` and `#D ...` without their marker, all others
/// without the `#`.
void add_hash_comment(std::string_view line, std::string& comments);

/// Pattern::comments as lines of less than 70 bytes that begin with `#`, longer ones broken. With
/// `marker` 'C' as RLE has them (`#N`, `#O`, `#C`), with 'D' as Life 1.05 (`#D` only).
std::string hash_comments(std::string_view comments, char marker);

}  // namespace life
