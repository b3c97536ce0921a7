#include <algorithm>
#include <utility>

#include "base/check.h"
#include "base/parse.h"
#include "life/hash_lines.h"
#include "life/line_reader.h"
#include "life/rle.h"

namespace life {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : lines_(text) {}

  Pattern read() {
    bool header_possible = true;
    while (!ended_ && lines_.next()) {
      const std::string_view line = lines_.line();
      if (line.starts_with('#')) {
        read_comment();
      } else if (header_possible && !line.empty()) {
        header_possible = false;
        if (trim(line).front() == 'x') {
          read_header();
        } else {
          read_cells();
        }
      } else {
        read_cells();
      }
    }
    if (!ended_) {
      if (lines_.number() == 0) lines_.fail(0, "the text is empty");
      lines_.fail(lines_.line().size(), "the text ends without !: a torn pattern?");
    }
    if (pattern_.grid && header_size_ && !position_stated_) {
      pattern_.position = pattern_.grid->default_position(*header_size_);
    }
    return std::move(pattern_);
  }

 private:
  void read_comment() {
    const std::string_view line = lines_.line();
    if (line.starts_with("#CXRLE")) return read_extended(line.substr(6));
    // Only with a blank after it: "#random" is a comment like others.
    const bool blank = line.size() > 2 && is_blank(line[2]);
    if (line.starts_with("#r") && blank) return read_rule(trim(line.substr(2)), lines_, pattern_);
    add_hash_comment(line, pattern_.comments);
  }

  void read_extended(std::string_view words) {
    for (std::string_view word = next_word(words); !word.empty(); word = next_word(words)) {
      if (word.starts_with("Pos=")) read_position(word);
      if (word.starts_with("Gen=")) read_generation(word);
    }
  }

  void read_position(std::string_view word) {
    const std::string_view values = word.substr(4);
    const std::size_t comma = std::min(values.find(','), values.size());
    const auto x = base::to_integer(values.substr(0, comma));
    const auto y = base::to_integer(values.substr(std::min(comma + 1, values.size())));
    if (!x || !y || !is_coordinate(*x) || !is_coordinate(*y)) {
      lines_.fail(word, fmt::format("{}: needs Pos=x,y, each from {} to {}", base::shown(word),
                                    -kMaxCoordinate, kMaxCoordinate));
    }
    pattern_.position = {static_cast<int>(*y), static_cast<int>(*x)};
    position_stated_ = true;
    const std::size_t column = static_cast<std::size_t>(word.data() - lines_.line().data());
    const Box box = box_around_cells(pattern_);
    require_coordinates(column, box.corner.y + std::max(box.size.height, 1) - 1,
                        box.corner.x + std::max(box.size.width, 1) - 1);
  }

  /// Of cell (y, x), once the position is added.
  void require_coordinates(std::size_t column, int y, int x) const {
    const std::int64_t there_y = std::int64_t{pattern_.position.y} + y;
    const std::int64_t there_x = std::int64_t{pattern_.position.x} + x;
    if (is_coordinate(there_y) && is_coordinate(there_x)) return;
    lines_.fail(column, fmt::format("cell x = {}, y = {}: needs coordinates from {} to {}", there_x,
                                    there_y, -kMaxCoordinate, kMaxCoordinate));
  }

  void read_generation(std::string_view word) {
    const auto generation = base::to_integer(word.substr(4));
    if (!generation || *generation < 0) {
      lines_.fail(word, fmt::format("{}: needs Gen= with a whole number from 0 to 2^63 - 1",
                                    base::shown(word)));
    }
    pattern_.generation = *generation;
  }

  void read_header() {
    header_size_ = Size{0, 0};
    std::string_view rest = lines_.line();
    while (!trim(rest).empty()) {
      const std::size_t equals = rest.find('=');
      const std::string_view key = trim(rest.substr(0, equals));
      if (equals == rest.npos) fail_header_part(key);
      rest.remove_prefix(equals + 1);
      // A rule may hold commas and is the last part.
      if (key == "rule") {
        read_rule(trim(rest), lines_, pattern_);
        break;
      }
      const std::size_t comma = std::min(rest.find(','), rest.size());
      read_side(key, trim(rest.substr(0, comma)));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    pattern_.size = *header_size_;
  }

  [[noreturn]] void fail_header_part(std::string_view key) const {
    lines_.fail(key, fmt::format("header part {}: needs x = , y = or rule = ", base::shown(key)));
  }

  void read_side(std::string_view key, std::string_view value) {
    if (key != "x" && key != "y") fail_header_part(key);
    const auto side = base::to_integer(value);
    if (!side || *side < 0 || *side > kMaxSide) {
      lines_.fail(value, fmt::format("{} = {}: needs a whole number from 0 to {}", key,
                                     base::shown(value), kMaxSide));
    }
    if (std::exchange(key == "x" ? x_stated_ : y_stated_, true)) {
      lines_.fail(key, fmt::format("header part {} stated twice", key));
    }
    (key == "x" ? header_size_->width : header_size_->height) = static_cast<int>(*side);
  }

  void read_cells() {
    const std::string_view line = lines_.line();
    for (std::size_t column = 0; column < line.size() && !ended_;) {
      if (is_blank(line[column])) {
        ++column;
        continue;
      }
      const std::size_t begin = column;
      const int count = is_digit(line[column]) ? read_count(column) : 1;
      read_symbol(begin, column, count);
      ++column;
    }
  }

  /// Moves `column` to the symbol after the count.
  int read_count(std::size_t& column) const {
    const std::string_view line = lines_.line();
    const std::size_t begin = column;
    if (line[begin] == '0') lines_.fail(begin, "a count that begins with 0");
    while (column < line.size() && is_digit(line[column])) ++column;
    const std::string_view digits = line.substr(begin, column - begin);
    if (column == line.size() || is_blank(line[column])) {
      lines_.fail(begin,
                  fmt::format("count {} without a symbol right after it", base::shown(digits)));
    }
    const auto count = base::to_integer(digits);
    if (!count || *count > kMaxSide) {
      lines_.fail(begin, fmt::format("count {}: needs at most {}", base::shown(digits), kMaxSide));
    }
    return static_cast<int>(*count);
  }

  void read_symbol(std::size_t begin, std::size_t column, int count) {
    switch (lines_.line()[column]) {
      case 'b':
      case '.':
        return add_cells(begin, count, false);
      case 'o':
      case 'A':
        return add_cells(begin, count, true);
      case '$':
        if (count > kMaxSide - y_) {
          lines_.fail(begin, fmt::format("more than {} rows", kMaxSide));
        }
        y_ += count;
        x_ = 0;
        return;
      case '!':
        if (begin != column) lines_.fail(begin, "a count before !");
        ended_ = true;
        return;
      default:
        lines_.fail(column,
                    fmt::format("unknown symbol {}: needs b . o A $ or !, or a count before one",
                                shown_symbol(lines_.line()[column])));
    }
  }

  void add_cells(std::size_t begin, int count, bool alive) {
    if (y_ == kMaxSide) lines_.fail(begin, fmt::format("more than {} rows", kMaxSide));
    if (count > kMaxSide - x_) {
      lines_.fail(begin, fmt::format("more than {} cells in a row", kMaxSide));
    }
    if (alive) {
      require_coordinates(begin, y_, x_ + count - 1);
      add_run({y_, x_, count});
    }
    x_ += count;
    pattern_.size.height = std::max(pattern_.size.height, y_ + 1);
    pattern_.size.width = std::max(pattern_.size.width, x_);
  }

  void add_run(const Run& run) {
    auto& runs = pattern_.runs;
    if (!runs.empty() && runs.back().y == run.y && runs.back().x + runs.back().length == run.x) {
      runs.back().length += run.length;
    } else {
      runs.push_back(run);
    }
  }

  LineReader lines_;
  std::optional<Size> header_size_;
  bool x_stated_ = false;
  bool y_stated_ = false;
  bool position_stated_ = false;
  bool ended_ = false;
  int y_ = 0;
  int x_ = 0;
  Pattern pattern_;
};

}  // namespace

Pattern read_rle(std::string_view text) { return Reader(text).read(); }

}  // namespace life
