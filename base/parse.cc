#include "base/parse.h"

#include <charconv>

#include "base/check.h"

namespace base {
namespace {

template <class Number>
bool parse_whole(std::string_view text, Number& value) {
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && rest == end;
}

}  // namespace

std::int64_t parse_integer(std::string_view text, std::string_view what, std::int64_t low,
                           std::int64_t high) {
  std::int64_t value = 0;
  require(parse_whole(text, value) && value >= low && value <= high,
          "{} {}: needs a whole number from {} to {}", what, text, low, high);
  return value;
}

std::optional<std::int64_t> to_integer(std::string_view text) {
  std::int64_t value = 0;
  return parse_whole(text, value) ? std::optional(value) : std::nullopt;
}

double parse_real(std::string_view text, std::string_view what, double low, double high) {
  double value = 0;
  // NaN fails both comparisons.
  require(parse_whole(text, value) && value >= low && value <= high,
          "{} {}: needs a number from {} to {}", what, text, low, high);
  return value;
}

std::string shown(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  std::string line(text.substr(0, kLongest));
  for (char& c : line) {
    if (c < ' ' || c > '~') c = '?';
  }
  return text.size() > kLongest ? line + "..." : line;
}

}  // namespace base
