#include "life/line_reader.h"

#include <algorithm>

#include "base/check.h"

namespace life {

namespace {
constexpr std::string_view kBlanks = " \t\r";
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == text.npos) return text.substr(text.size());
  return trim_end(text.substr(first));
}

std::string_view trim_end(std::string_view text) {
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

bool is_blank(char c) { return kBlanks.find(c) != kBlanks.npos; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string shown_symbol(char c) {
  if (c > ' ' && c <= '~') return fmt::format("'{}'", c);
  return fmt::format("byte {:#04x}", static_cast<unsigned char>(c));
}

bool LineReader::next() {
  if (rest_.empty()) return false;
  const std::size_t end = std::min(rest_.find_first_of("\r\n"), rest_.size());
  line_ = trim_end(rest_.substr(0, end));
  rest_.remove_prefix(end);
  // "\r\r\n": a file that was made a Windows file twice.
  for (const std::string_view line_end : {"\r\r\n", "\r\n", "\n", "\r"}) {
    if (!rest_.starts_with(line_end)) continue;
    rest_.remove_prefix(line_end.size());
    break;
  }
  ++number_;
  return true;
}

void LineReader::fail(std::size_t column, std::string_view message) const {
  throw std::invalid_argument(fmt::format("line {}, column {}: {}",
                                          std::max<std::size_t>(number_, 1), column + 1, message));
}

void LineReader::fail(std::string_view part, std::string_view message) const {
  fail(static_cast<std::size_t>(part.data() - line_.data()), message);
}

std::string_view next_word(std::string_view& text) {
  const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
  const std::size_t end = std::min(text.find_first_of(kBlanks, begin), text.size());
  const std::string_view word = text.substr(begin, end - begin);
  text.remove_prefix(end);
  return word;
}

}  // namespace life
