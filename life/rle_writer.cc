#include <utility>

#include "base/check.h"
#include "life/board_runs.h"
#include "life/hash_lines.h"
#include "life/rle.h"

namespace life {
namespace {

/// Appends runs as counted symbols in lines that never split one.
class Lines {
 public:
  explicit Lines(std::string header) : text_(std::move(header)) {}

  void put(const Run& run) {
    if (run.y != y_) {
      put(run.y - std::exchange(y_, run.y), '$');
      x_ = 0;
    }
    put(run.x - x_, 'b');
    put(run.length, 'o');
    x_ = run.x + run.length;
  }

  std::string finish() {
    put(1, '!');
    text_ += '\n';
    return std::move(text_);
  }

 private:
  static constexpr std::size_t kMaxLine = 69;

  void put(int count, char symbol) {
    if (count == 0) return;
    const std::string token =
        count == 1 ? std::string(1, symbol) : fmt::format("{}{}", count, symbol);
    if (column_ + token.size() > kMaxLine) {
      text_ += '\n';
      column_ = 0;
    }
    text_ += token;
    column_ += token.size();
  }

  std::string text_;
  std::size_t column_ = 0;
  int y_ = 0;
  int x_ = 0;
};

std::string header_of(Size size, const std::optional<Rule>& rule,
                      const std::optional<BoundedGrid>& grid) {
  std::string header = fmt::format("x = {}, y = {}", size.width, size.height);
  if (rule || grid) header += ", rule = " + rule.value_or(Rule::conway()).to_string();
  if (grid) header += grid->to_string();
  return header + "\n";
}

std::string extended_line(const Pattern& pattern) {
  const Position unstated =
      pattern.grid ? pattern.grid->default_position(pattern.size) : Position{0, 0};
  if (pattern.position == unstated && pattern.generation == 0) return "";
  std::string line = fmt::format("#CXRLE Pos={},{}", pattern.position.x, pattern.position.y);
  if (pattern.generation != 0) line += fmt::format(" Gen={}", pattern.generation);
  return line + "\n";
}

}  // namespace

std::string write_rle(const Pattern& pattern) {
  Lines lines(extended_line(pattern) + hash_comments(pattern.comments, 'C') +
              header_of(pattern.size, pattern.rule, pattern.grid));
  for (const Run& run : pattern.runs) lines.put(run);
  return lines.finish();
}

std::string write_rle(const Board& board, const Rule& rule) {
  const BoundedGrid grid{board.topology(), board.size()};
  Lines lines(header_of(board.size(), rule, grid));
  for_each_run(board, [&](const Run& run) { lines.put(run); });
  return lines.finish();
}

}  // namespace life
