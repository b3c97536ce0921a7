#include <algorithm>
#include <tuple>

#include "base/check.h"
#include "life/cells.h"
#include "life/hash_lines.h"
#include "life/lif.h"

namespace life {
namespace {

void require_drawable(const Pattern& pattern) {
  const std::int64_t cells = population(pattern);
  base::require(
      cells <= kMaxDrawnCells,
      "pattern of {} living cells: more than the {} that are written as Life 1.05 or 1.06", cells,
      kMaxDrawnCells);
}

/// A part of a run that lies in one strip of columns.
struct Piece {
  int strip;
  int y;
  int x;
  int length;
};

constexpr int kStrip = 69;

/// The pattern's runs cut at strips that begin at its leftmost cell, strip by strip.
std::vector<Piece> pieces_of(const Pattern& pattern, int left) {
  std::vector<Piece> pieces;
  for (const auto& [y, begin, length] : pattern.runs) {
    for (int x = begin; x < begin + length;) {
      const int strip = (x - left) / kStrip;
      const int end = std::min(begin + length, left + (strip + 1) * kStrip);
      pieces.push_back({strip, y, x, end - x});
      x = end;
    }
  }
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
    return std::tie(a.strip, a.y, a.x) < std::tie(b.strip, b.y, b.x);
  });
  return pieces;
}

std::string rule_line(const Pattern& pattern) {
  if (!pattern.rule && !pattern.grid) return "";
  const Rule rule = pattern.rule.value_or(Rule::conway());
  if (rule == Rule::conway() && !pattern.grid) return "#N\n";
  return fmt::format("#R {}{}\n", rule.to_survival_birth(),
                     pattern.grid ? pattern.grid->to_string() : "");
}

}  // namespace

std::string write_life_105(const Pattern& pattern) {
  require_drawable(pattern);
  std::string text = "#Life 1.05\n" + hash_comments(pattern.comments, 'D') + rule_line(pattern);
  const int left = box_around_cells(pattern).corner.x;
  int strip = -1, y = 0, x = 0;
  for (const Piece& piece : pieces_of(pattern, left)) {
    const int strip_left = left + piece.strip * kStrip;
    const bool same_strip = piece.strip == strip;
    if (!same_strip || piece.y > y + 1) {
      text += fmt::format("{}#P {} {}\n", strip >= 0 ? "\n" : "", pattern.position.x + strip_left,
                          pattern.position.y + piece.y);
    } else if (piece.y == y + 1) {
      text += '\n';
    }
    if (!same_strip || piece.y != y) x = strip_left;
    text.append(static_cast<std::size_t>(piece.x - x), '.');
    text.append(static_cast<std::size_t>(piece.length), '*');
    std::tie(strip, y, x) = std::tuple(piece.strip, piece.y, piece.x + piece.length);
  }
  if (strip >= 0) text += '\n';
  return text;
}

std::string write_life_106(const Pattern& pattern) {
  require_drawable(pattern);
  std::string text = "#Life 1.06\n";
  for (const auto& [y, x, length] : pattern.runs) {
    for (int i = 0; i < length; ++i) {
      text += fmt::format("{} {}\n", pattern.position.x + x + i, pattern.position.y + y);
    }
  }
  return text;
}

}  // namespace life
