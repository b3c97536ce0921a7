#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "life/pattern.h"

namespace life {

/// How a pattern file is written.
enum class PatternFormat {
  rle,       ///< run-length encoding (life/rle.h)
  cells,     ///< plaintext (life/cells.h)
  life_105,  ///< Life 1.05 (life/lif.h)
  life_106,  ///< Life 1.06
};

/// Takes `rle`, `cells`, `life-1.05` and `life-1.06`. Throws std::invalid_argument
/// "<what> <text>: needs ...".
PatternFormat parse_pattern_format(std::string_view text, std::string_view what);
std::string_view to_string(PatternFormat format);

/// The format that a file's name asks for: `.rle`; `.cells`; `.lif` is Life 1.05, but
/// `_106.lif` (LifeWiki's name for it) and `.life` are Life 1.06. Nothing for other names.
std::optional<PatternFormat> format_of_name(const std::filesystem::path& path);

/// The format that the text is in, as Golly tells them apart, by the first line that is not blank:
/// `#Life 1.06` and `#Life 1.05` or `#P ` say so themselves; `!` or a row of nothing but `.`, `O`
/// and `*` begins plaintext; all else is RLE. Throws std::invalid_argument "line 1, column 1: ..."
/// for macrocell, MCell and compressed files.
PatternFormat format_of_text(std::string_view text);

/// Reads a pattern of any format, with a byte order mark or none. A file's name plays no part.
/// Throws std::invalid_argument "line 2, column 5: ..." as the format's reader does. Takes memory
/// in proportion to the text. Example: read_pattern("!Name: Blinker\nOOO\n").runs[0] == Run{0, 0,
/// 3}
Pattern read_pattern(std::string_view text);

/// Writes all of the pattern that the format can hold (see lost_in). Throws std::invalid_argument
/// if it has too many cells for a format that takes a symbol or a line a cell.
std::string write_pattern(const Pattern& pattern, PatternFormat format);
std::string write_pattern(const Board& board, const Rule& rule, PatternFormat format);

/// What the format cannot hold of the pattern, as "the rule B36/S23, the comments"; "" if nothing.
/// A missing rule is Conway's.
std::string lost_in(PatternFormat format, const Pattern& pattern);

}  // namespace life
