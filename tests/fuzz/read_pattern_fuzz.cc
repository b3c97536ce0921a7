#include <stdexcept>

#include "fuzz_targets.h"
#include "life/pattern_file.h"

namespace fuzz {
namespace {

using namespace life;

/// The same cells in the same places.
void check_same_cells(const Pattern& a, const Pattern& b) {
  check(a.runs.size() == b.runs.size());
  for (std::size_t i = 0; i < a.runs.size(); ++i) {
    check(a.runs[i].length == b.runs[i].length);
    check(a.runs[i].y + a.position.y == b.runs[i].y + b.position.y);
    check(a.runs[i].x + a.position.x == b.runs[i].x + b.position.x);
  }
}

void check_runs(const Pattern& pattern) {
  Run last{-1, 0, 0};
  for (const Run& run : pattern.runs) {
    check(run.y >= 0 && run.x >= 0 && run.length >= 1);
    check(run.y < pattern.size.height && run.x + run.length <= pattern.size.width);
    check(run.y > last.y || (run.y == last.y && run.x > last.x + last.length));
    last = run;
  }
  check(pattern.size.height <= kMaxSide && pattern.size.width <= kMaxSide);
}

void check_format(const Pattern& pattern, PatternFormat format) {
  const std::string text = write_pattern(pattern, format);
  check(format_of_text(text) == format);
  Pattern back = life::read_pattern(text);
  if (format == PatternFormat::cells) back.position = pattern.position;
  check_same_cells(pattern, back);
  if (format == PatternFormat::rle || format == PatternFormat::life_105) {
    check(back.rule == pattern.rule && back.grid == pattern.grid);
  }
  if (lost_in(format, pattern).empty()) check(write_pattern(back, format) == text);
}

void check_board(const Pattern& pattern) {
  if (!pattern.grid ||
      std::int64_t{pattern.grid->size.height} * pattern.grid->size.width > 1 << 20) {
    return;
  }
  try {
    const Board board = board_of(pattern);
    check(board.population() == population(pattern));
    check(board_of(pattern_of(board, *pattern.rule)) == board);
  } catch (const std::invalid_argument&) {
    // A cell outside of the grid.
  }
}

void check_rule(std::string_view text) {
  try {
    const auto [rule, grid] = BoundedRule::parse(text);
    const std::string suffix = grid ? grid->to_string() : "";
    check(BoundedRule::parse(rule.to_string() + suffix) == BoundedRule{rule, grid});
    check(BoundedRule::parse(rule.to_survival_birth() + suffix) == BoundedRule{rule, grid});
  } catch (const std::invalid_argument&) {
  }
}

}  // namespace

void read_pattern(std::string_view text) {
  check_rule(text);
  Pattern pattern;
  try {
    pattern = life::read_pattern(text);
  } catch (const std::invalid_argument&) {
    return;
  }
  check_runs(pattern);
  check_board(pattern);
  // Larger ones would say no more and take long.
  const bool small = std::int64_t{pattern.size.height} * pattern.size.width <= 512 * 512 &&
                     population(pattern) <= 1 << 14;
  if (!small) return;
  for (const PatternFormat format : {PatternFormat::rle, PatternFormat::cells,
                                     PatternFormat::life_105, PatternFormat::life_106}) {
    check_format(pattern, format);
  }
}

}  // namespace fuzz
