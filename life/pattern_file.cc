#include "life/pattern_file.h"

#include <algorithm>

#include "base/check.h"
#include "base/parse.h"
#include "life/cells.h"
#include "life/lif.h"
#include "life/line_reader.h"
#include "life/rle.h"

namespace life {
namespace {

constexpr PatternFormat kFormats[] = {PatternFormat::rle, PatternFormat::cells,
                                      PatternFormat::life_105, PatternFormat::life_106};

struct Foreign {
  std::string_view begin;
  std::string_view name;
};
constexpr Foreign kForeign[] = {
    {"[M2]", "a macrocell file"},
    {"#MCell", "an MCell file"},
    {"\x1f\x8b", "a gzip-compressed file"},
    {"PK\x03\x04", "a zip archive"},
};

/// Some editors put a byte order mark before UTF-8.
std::string_view without_mark(std::string_view text) {
  constexpr std::string_view kMark = "\xef\xbb\xbf";
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  return text;
}

}  // namespace

PatternFormat parse_pattern_format(std::string_view text, std::string_view what) {
  for (const PatternFormat format : kFormats) {
    if (text == to_string(format)) return format;
  }
  throw std::invalid_argument(
      fmt::format("{} {}: needs rle, cells, life-1.05 or life-1.06", what, base::shown(text)));
}

std::string_view to_string(PatternFormat format) {
  switch (format) {
    case PatternFormat::rle:
      return "rle";
    case PatternFormat::cells:
      return "cells";
    case PatternFormat::life_105:
      return "life-1.05";
    case PatternFormat::life_106:
      return "life-1.06";
  }
  return {};
}

std::optional<PatternFormat> format_of_name(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  if (name.ends_with(".rle")) return PatternFormat::rle;
  if (name.ends_with(".cells")) return PatternFormat::cells;
  if (name.ends_with("_106.lif") || name.ends_with(".life")) return PatternFormat::life_106;
  if (name.ends_with(".lif")) return PatternFormat::life_105;
  return std::nullopt;
}

PatternFormat format_of_text(std::string_view text) {
  LineReader lines(without_mark(text));
  while (lines.next() && lines.line().empty()) {
  }
  const std::string_view line = lines.line();
  for (const auto& [begin, name] : kForeign) {
    if (line.starts_with(begin)) {
      lines.fail(0, fmt::format("{}: needs RLE, plaintext (.cells), Life 1.05 or Life 1.06", name));
    }
  }
  if (line.starts_with("#Life 1.06")) return PatternFormat::life_106;
  if (line.starts_with("#Life") || line.starts_with("#P ")) return PatternFormat::life_105;
  if (line.starts_with('!')) return PatternFormat::cells;
  const bool drawn = !line.empty() && line.find_first_not_of(".O*") == line.npos;
  return drawn ? PatternFormat::cells : PatternFormat::rle;
}

Pattern read_pattern(std::string_view text) {
  text = without_mark(text);
  switch (format_of_text(text)) {
    case PatternFormat::cells:
      return read_cells(text);
    case PatternFormat::life_105:
    case PatternFormat::life_106:
      return read_lif(text);
    default:
      return read_rle(text);
  }
}

std::string write_pattern(const Pattern& pattern, PatternFormat format) {
  switch (format) {
    case PatternFormat::cells:
      return write_cells(pattern);
    case PatternFormat::life_105:
      return write_life_105(pattern);
    case PatternFormat::life_106:
      return write_life_106(pattern);
    default:
      return write_rle(pattern);
  }
}

std::string write_pattern(const Board& board, const Rule& rule, PatternFormat format) {
  if (format == PatternFormat::rle) return write_rle(board, rule);
  return write_pattern(pattern_of(board, rule), format);
}

std::string lost_in(PatternFormat format, const Pattern& pattern) {
  const bool rule_held = format == PatternFormat::rle || format == PatternFormat::life_105;
  std::string lost;
  const auto add = [&](bool is_lost, const std::string& what) {
    if (is_lost) lost += (lost.empty() ? "" : ", ") + what;
  };
  const Rule rule = pattern.rule.value_or(Rule::conway());
  add(!rule_held && rule != Rule::conway(), "the rule " + rule.to_string());
  if (pattern.grid) add(!rule_held, "the bounded grid " + pattern.grid->to_string());
  const bool sized = format == PatternFormat::rle || format == PatternFormat::cells;
  add(!sized && !pattern.grid && pattern.size != box_around_cells(pattern).size,
      "the size " + to_string(pattern.size));
  add(format == PatternFormat::cells && pattern.position != Position{0, 0},
      fmt::format("the position x = {}, y = {}", pattern.position.x, pattern.position.y));
  add(format != PatternFormat::rle && pattern.generation != 0,
      fmt::format("the generation {}", pattern.generation));
  add(format == PatternFormat::life_106 && !pattern.comments.empty(), "the comments");
  return lost;
}

}  // namespace life
