#include <algorithm>
#include <charconv>
#include <utility>

#include "base/check.h"
#include "life/rle.h"

namespace life {
namespace {

constexpr std::string_view kBlanks = " \t\r";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A part of `text` also when nothing is left, so that its column is known.
std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == text.npos) return text.substr(text.size());
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string printable(char c) {
  if (c > ' ' && c <= '~') return fmt::format("'{}'", c);
  return fmt::format("byte {:#04x}", static_cast<unsigned char>(c));
}

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Pattern read() {
    bool header_possible = true;
    while (!ended_ && next_line()) {
      if (line_.starts_with('#')) {
        read_comment();
      } else if (header_possible && !trim(line_).empty()) {
        header_possible = false;
        if (trim(line_).front() == 'x') {
          read_header();
        } else {
          read_cells();
        }
      } else {
        read_cells();
      }
    }
    if (!ended_) {
      throw std::invalid_argument(fmt::format("line {}: the text ends without !: a torn pattern?",
                                              std::max<std::size_t>(line_number_, 1)));
    }
    return std::move(pattern_);
  }

 private:
  bool next_line() {
    if (rest_.empty()) return false;
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    line_ = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++line_number_;
    return true;
  }

  [[noreturn]] void fail(std::size_t column, std::string_view message) const {
    throw std::invalid_argument(
        fmt::format("line {}, column {}: {}", line_number_, column + 1, message));
  }

  std::size_t column_of(std::string_view part) const {
    return static_cast<std::size_t>(part.data() - line_.data());
  }

  void read_rule(std::string_view text) {
    try {
      pattern_.rule = Rule::parse(text);
    } catch (const std::invalid_argument& error) {
      fail(column_of(text), error.what());
    }
  }

  void read_comment() {
    // Only with a blank after it: "#random" is a comment like others.
    const bool blank = line_.size() > 2 && (line_[2] == ' ' || line_[2] == '\t');
    if (line_.starts_with("#r") && blank && !trim(line_.substr(2)).empty()) {
      read_rule(trim(line_.substr(2)));
    }
  }

  void read_header() {
    std::string_view rest = line_;
    while (!trim(rest).empty()) {
      const std::size_t equals = rest.find('=');
      const std::string_view key = trim(rest.substr(0, equals));
      if (equals == rest.npos) {
        fail(column_of(key), fmt::format("header part {}: needs x = , y = or rule = ", key));
      }
      rest.remove_prefix(equals + 1);
      // A rule may hold commas and is the last part.
      if (key == "rule") return read_rule(trim(rest));
      const std::size_t comma = std::min(rest.find(','), rest.size());
      read_side(key, trim(rest.substr(0, comma)));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }

  void read_side(std::string_view key, std::string_view value) {
    if (key != "x" && key != "y") {
      fail(column_of(key), fmt::format("header part {}: needs x = , y = or rule = ", key));
    }
    int side = -1;
    const char* const end = value.data() + value.size();
    const auto [rest, error] = std::from_chars(value.data(), end, side);
    if (error != std::errc() || rest != end || side < 0 || side > kMaxSide) {
      fail(column_of(value),
           fmt::format("{} = {}: needs a whole number from 0 to {}", key, value, kMaxSide));
    }
    (key == "x" ? pattern_.size.width : pattern_.size.height) = side;
  }

  void read_cells() {
    for (std::size_t column = 0; column < line_.size() && !ended_;) {
      if (kBlanks.find(line_[column]) != kBlanks.npos) {
        ++column;
        continue;
      }
      const std::size_t begin = column;
      const int count = is_digit(line_[column]) ? read_count(column) : 1;
      read_symbol(begin, column, count);
      ++column;
    }
  }

  /// Moves `column` to the symbol after the count.
  int read_count(std::size_t& column) const {
    const std::size_t begin = column;
    if (line_[begin] == '0') fail(begin, "a count that begins with 0");
    while (column < line_.size() && is_digit(line_[column])) ++column;
    const std::string_view digits = line_.substr(begin, column - begin);
    if (column == line_.size() || kBlanks.find(line_[column]) != kBlanks.npos) {
      fail(begin, fmt::format("count {} without a symbol right after it", digits));
    }
    int count = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (result.ec != std::errc() || count > kMaxSide) {
      fail(begin, fmt::format("count {}: needs at most {}", digits, kMaxSide));
    }
    return count;
  }

  void read_symbol(std::size_t begin, std::size_t column, int count) {
    switch (line_[column]) {
      case 'b':
      case '.':
        return add_cells(begin, count, false);
      case 'o':
      case 'A':
        return add_cells(begin, count, true);
      case '$':
        if (count > kMaxSide - y_) {
          fail(begin, fmt::format("more than {} rows", kMaxSide));
        }
        y_ += count;
        x_ = 0;
        return;
      case '!':
        if (begin != column) fail(begin, "a count before !");
        ended_ = true;
        return;
      default:
        fail(column, fmt::format("unknown symbol {}: needs b . o A $ or !, or a count before one",
                                 printable(line_[column])));
    }
  }

  void add_cells(std::size_t begin, int count, bool alive) {
    if (y_ == kMaxSide) fail(begin, fmt::format("more than {} rows", kMaxSide));
    if (count > kMaxSide - x_) {
      fail(begin, fmt::format("more than {} cells in a row", kMaxSide));
    }
    if (alive) add_run({y_, x_, count});
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

  std::string_view rest_;
  std::string_view line_;
  std::size_t line_number_ = 0;
  bool ended_ = false;
  int y_ = 0;
  int x_ = 0;
  Pattern pattern_;
};

}  // namespace

Pattern read_rle(std::string_view text) { return Reader(text).read(); }

}  // namespace life
