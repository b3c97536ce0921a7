#pragma once

#include <string>
#include <string_view>

namespace life {

/// Appends a line that begins with `#` to Pattern::comments: `#N Glider` as `Name: Glider`,
/// `#O Gosper` as `Author: Gosper`, `#C ...` and `#D ...` without their marker, all others
/// without the `#`.
void add_hash_comment(std::string_view line, std::string& comments);

/// Pattern::comments as lines of less than 70 bytes that begin with `#`, longer ones broken. With
/// `marker` 'C' as RLE has them (`#N`, `#O`, `#C`), with 'D' as Life 1.05 (`#D` only).
std::string hash_comments(std::string_view comments, char marker);

}  // namespace life
