#include "studies/harness/value_order.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace study {
namespace {

std::optional<double> number(const std::string& text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  // "nan" is a word: nothing is before or after it as a number.
  const bool is_number = error == std::errc() && rest == end && std::isfinite(value);
  return is_number ? std::optional(value) : std::nullopt;
}

}  // namespace

bool value_before(const std::string& a, const std::string& b) {
  const auto x = number(a), y = number(b);
  if (x && y && *x != *y) return *x < *y;
  if (x.has_value() != y.has_value()) return x.has_value();
  return a < b;
}

bool ValuesBefore::operator()(const std::vector<std::string>& a,
                              const std::vector<std::string>& b) const {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), value_before);
}

}  // namespace study
