#include "life/rule.h"

#include <optional>

#include "base/check.h"
#include "base/parse.h"
#include "life/rule_names.h"

namespace life {
namespace {

/// The mask of digits 0 to 8, each at most once, in any order; "" is a rule that never fires.
std::optional<unsigned> parse_counts(std::string_view digits) {
  unsigned mask = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '8') return std::nullopt;
    const unsigned bit = 1u << (digit - '0');
    if (mask & bit) return std::nullopt;
    mask |= bit;
  }
  return mask;
}

std::string digits_of(unsigned counts) {
  std::string digits;
  for (int count = 0; count <= 8; ++count) {
    if (counts >> count & 1) digits += static_cast<char>('0' + count);
  }
  return digits;
}

bool is_letter(char c, char lower) { return (c | 0x20) == lower; }

std::optional<Rule> rule_of_counts(std::string_view birth, std::string_view survival) {
  const auto birth_mask = parse_counts(birth);
  const auto survival_mask = parse_counts(survival);
  if (!birth_mask || !survival_mask) return std::nullopt;
  return Rule(*birth_mask, *survival_mask);
}

std::optional<Rule> parse_digits(std::string_view text) {
  const bool birth_first = !text.empty() && is_letter(text.front(), 'b');
  const bool survival_first = !text.empty() && is_letter(text.front(), 's');
  if (!birth_first && !survival_first) {
    const std::size_t slash = text.find('/');
    if (slash == text.npos) return std::nullopt;
    return rule_of_counts(text.substr(slash + 1), text.substr(0, slash));
  }
  const std::size_t letter = text.find_first_of(birth_first ? "sS" : "bB");
  if (letter == text.npos) return std::nullopt;
  std::string_view first = text.substr(1, letter - 1);
  if (first.ends_with('/')) first.remove_suffix(1);
  const std::string_view second = text.substr(letter + 1);
  return birth_first ? rule_of_counts(first, second) : rule_of_counts(second, first);
}

}  // namespace

Rule Rule::parse(std::string_view text) {
  if (const std::optional<Rule> rule = parse_digits(text)) return *rule;
  if (const std::optional<Rule> rule = named_rule(text)) return *rule;
  const std::string_view kind = unsupported_kind(text);
  if (!kind.empty()) {
    throw std::invalid_argument(
        fmt::format("rule {}: {} is not supported; needs an outer-totalistic rule as B3/S23, "
                    "b3s23, 23/3 (survival/birth) or a name such as HighLife",
                    base::shown(text), kind));
  }
  throw std::invalid_argument(
      fmt::format("rule {}: needs B3/S23, b3s23 or 23/3 (survival/birth), with digits 0 to 8, each "
                  "at most once a side, or a name such as HighLife",
                  base::shown(text)));
}

std::string Rule::to_string() const {
  return fmt::format("B{}/S{}", digits_of(birth_), digits_of(survival_));
}

std::string Rule::to_survival_birth() const {
  return fmt::format("{}/{}", digits_of(survival_), digits_of(birth_));
}

}  // namespace life
