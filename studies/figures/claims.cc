#include "studies/figures/claims.h"

#include <fmt/core.h>

#include <optional>
#include <regex>
#include <string_view>

#include "base/check.h"
#include "base/parse.h"
#include "studies/harness/csv.h"

namespace figures {
namespace {

constexpr std::int64_t kMost = 1'000'000'000;
constexpr double kMostReal = 1e300;

/// Parts of a text that has the pattern as a whole, the parts that are not there empty.
std::optional<std::vector<std::string>> parts(const std::string& text, const char* pattern) {
  std::smatch match;
  if (!std::regex_match(text, match, std::regex(pattern))) return std::nullopt;
  return std::vector<std::string>(match.begin() + 1, match.end());
}

std::int64_t integer(const std::string& text, const std::string& place) {
  return base::parse_integer(text, place + ": expected", 0, kMost);
}

double real(const std::string& text, const std::string& place) {
  return base::parse_real(text, place + ": expected", -kMostReal, kMostReal);
}

/// "a" or "a..b".
std::pair<std::int64_t, std::int64_t> integers(const std::string& low, const std::string& high,
                                               const std::string& place) {
  const std::int64_t least = integer(low, place);
  const std::int64_t most = high.empty() ? least : integer(high, place);
  base::require(least <= most, "{}: expected {}..{}: needs the smaller number first", place, low,
                high);
  return {least, most};
}

Selector selector(const std::string& text, const std::string& place) {
  Selector selector;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    const std::string part = text.substr(begin, end - begin);
    const auto names = parts(part, R"(([^=]+)=(.+))");
    base::require(names.has_value(), "{}: '{}': needs COLUMN=VALUE, with ; between several", place,
                  part);
    selector.emplace_back((*names)[0], (*names)[1]);
    begin = end + 1;
  }
  return selector;
}

FirstExpected first_expected(const std::vector<std::string>& p, const std::string& place) {
  const auto [from, to] = integers(p[1], p[2], place);
  std::pair<std::int64_t, std::int64_t> expected{to + 1, to + 1};
  if (p[5] != "none") {
    expected = integers(p[6], p[7], place);
    base::require(from <= expected.first && expected.second <= to,
                  "{}: expected {}: needs to be in {}..{}, or none", place, p[5], from, to);
  }
  return {p[0], from, to, p[3] == ">", real(p[4], place), expected.first, expected.second};
}

Expected expected(const std::string& text, const std::string& place) {
  if (text.empty()) return std::monostate();
  if (const auto p = parts(text, R"((\d+)(?:\.\.(\d+))? of (\d+))")) {
    const auto [least, most] = integers((*p)[0], (*p)[1], place);
    const std::int64_t trials = integer((*p)[2], place);
    base::require(trials > 0 && most <= trials, "{}: expected {}: more than there were", place,
                  text);
    return CountExpected{least, most, trials};
  }
  if (const auto p = parts(text, R"((-?[\d.]+?)\.\.(-?[\d.]+))")) {
    const RangeExpected range{real((*p)[0], place), real((*p)[1], place)};
    base::require(range.low <= range.high, "{}: expected {}: needs the smaller number first", place,
                  text);
    return range;
  }
  if (const auto p = parts(text, R"((>|<=) (\S+=.+))")) {
    return DirectionExpected{(*p)[0] == ">", selector((*p)[1], place)};
  }
  if (const auto p = parts(text, R"((>|<=) (\S+))")) {
    return DirectionExpected{(*p)[0] == ">", real((*p)[1], place)};
  }
  const auto p =
      parts(text, R"(first (\w+) in (\d+)\.\.(\d+) ([<>]) (\S+): (none|(\d+)(?:\.\.(\d+))?))");
  base::require(p.has_value(),
                "{}: expected '{}': needs 'K of N', 'A..B', '> X', '<= X', '> COLUMN=VALUE' or "
                "'first AXIS in A..B > X: K'",
                place, text);
  return first_expected(*p, place);
}

}  // namespace

std::vector<Claim> read_claims(const std::filesystem::path& path) {
  const study::Table table = study::read_csv(path);
  std::vector<Claim> claims;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto text = [&](std::string_view column) {
      return table.text(row, table.column(column));
    };
    const std::string place = fmt::format("{}: line {}", table.name(), table.line(row));
    claims.push_back({text("figure"), text("claim"), text("paper"), text("source"),
                      expected(text("expected"), place), selector(text("where"), place),
                      selector(text("cells"), place), text("value"), text("low"), text("high"),
                      text("unit"), place});
  }
  return claims;
}

}  // namespace figures
