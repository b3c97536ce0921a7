#include "life/rule.h"

#include <optional>

#include "base/check.h"

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

bool is_letter(char c, char lower) { return (c | 0x20) == lower; }

std::optional<Rule> parse_or_nothing(std::string_view text) {
  std::string_view birth, survival;
  if (!text.empty() && is_letter(text.front(), 'b')) {
    const std::size_t letter = text.find_first_of("sS");
    if (letter == text.npos) return std::nullopt;
    birth = text.substr(1, letter - 1);
    if (birth.ends_with('/')) birth.remove_suffix(1);
    survival = text.substr(letter + 1);
  } else {
    const std::size_t slash = text.find('/');
    if (slash == text.npos) return std::nullopt;
    survival = text.substr(0, slash);
    birth = text.substr(slash + 1);
  }
  const auto birth_mask = parse_counts(birth);
  const auto survival_mask = parse_counts(survival);
  if (!birth_mask || !survival_mask) return std::nullopt;
  return Rule(*birth_mask, *survival_mask);
}

}  // namespace

Rule Rule::parse(std::string_view text) {
  const std::optional<Rule> rule = parse_or_nothing(text);
  base::require(rule.has_value(),
                "rule {}: needs B3/S23, b3s23 or 23/3 (survival/birth), with digits 0 to 8, each "
                "at most once a side",
                text);
  return *rule;
}

std::string Rule::to_string() const {
  std::string text = "B";
  for (int count = 0; count <= 8; ++count) {
    if (alive_next(false, count)) text += static_cast<char>('0' + count);
  }
  text += "/S";
  for (int count = 0; count <= 8; ++count) {
    if (alive_next(true, count)) text += static_cast<char>('0' + count);
  }
  return text;
}

}  // namespace life
