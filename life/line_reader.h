#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace life {

/// `text` without blanks, tabs and carriage returns at both ends: a part of `text` also when
/// nothing is left, so that its column is known.
std::string_view trim(std::string_view text);
/// The same at the end only.
std::string_view trim_end(std::string_view text);

bool is_blank(char c);
bool is_digit(char c);

/// For error messages: `'z'` or `byte 0x01`.
std::string shown_symbol(char c);

/// Takes a text apart line by line and names the place of what is wrong with it.
class LineReader {
 public:
  explicit LineReader(std::string_view text) : rest_(text) {}

  /// Goes to the next line; false at the end of the text. Lines end as on Unix, Windows or old
  /// Macs.
  bool next();

  /// Without blanks at its end.
  std::string_view line() const { return line_; }
  /// From 1; 0 before the first line.
  std::size_t number() const { return number_; }

  /// Throws std::invalid_argument "line 2, column 5: <message>"; `column` counts bytes from 0.
  [[noreturn]] void fail(std::size_t column, std::string_view message) const;
  /// The same for a part of the line.
  [[noreturn]] void fail(std::string_view part, std::string_view message) const;

 private:
  std::string_view rest_;
  std::string_view line_;
  std::size_t number_ = 0;
};

/// The first word of `text`, cut off from it together with the blanks before it; empty, and part
/// of what `text` was, if there is none.
std::string_view next_word(std::string_view& text);

/// Calls `add(column, length)` for each run of living cells of a row drawn with `.` for dead cells
/// and the symbols `alive`. Returns the column of the first other symbol, or row.size().
template <class Add>
std::size_t read_drawn_row(std::string_view row, std::string_view alive, const Add& add) {
  std::size_t column = 0;
  while (column < row.size()) {
    const std::size_t begin = column;
    if (row[begin] == '.') {
      column = std::min(row.find_first_not_of('.', begin), row.size());
      continue;
    }
    column = std::min(row.find_first_not_of(alive, begin), row.size());
    if (column == begin) return begin;
    add(begin, column - begin);
  }
  return column;
}

}  // namespace life
