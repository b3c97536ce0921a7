#include <algorithm>

#include "life/rule_names.h"

namespace life {
namespace {

constexpr std::string_view kDigits = "0123456789";

bool only(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == text.npos;
}

/// `23/3/3`, `B2/S/3`, `B357/S3457/C5` and `G3B2S345`: counts, and how many states.
bool is_generations(std::string_view text) {
  if (!only(text, "0123456789/bBsScCgG") || text.find_first_of(kDigits) == text.npos) return false;
  return std::count(text.begin(), text.end(), '/') == 2 || text.find_first_of("gG") != text.npos ||
         (text.find_first_of("bB") != text.npos && text.find_first_of("cC") != text.npos);
}

/// Counts with or without letters of Hensel's notation, as `B2-a/S12`.
bool has_form_of_counts(std::string_view text) {
  return only(text, "0123456789/_-bBsScekainyqjrtwz") && text.find_first_of(kDigits) != text.npos &&
         text.find_first_of("/_sS") != text.npos;
}

}  // namespace

std::string_view unsupported_kind(std::string_view text) {
  if (text.find(':') != text.npos) return "a bounded grid here";
  if (text.starts_with("MAP")) return "a MAP rule";
  if ((text.starts_with('R') || text.starts_with('r')) && text.find(',') != text.npos)
    return "a Larger than Life rule";
  if ((text.starts_with('W') || text.starts_with('w')) && only(text.substr(1), kDigits))
    return "an elementary rule";
  if (is_generations(text)) return "a Generations rule";
  if (text.empty()) return {};
  const std::string_view counts = text.substr(0, text.size() - 1);
  const char last = text.back();
  if (has_form_of_counts(counts) && (last == 'H' || last == 'h')) {
    return "a rule of the hexagonal neighbourhood (H)";
  }
  if (has_form_of_counts(counts) && (last == 'V' || last == 'v')) {
    return "a rule of the von Neumann neighbourhood (V)";
  }
  if (has_form_of_counts(text) && text.find_first_of("-cekainyqjrtwz") != text.npos) {
    return "an isotropic non-totalistic rule (Hensel's notation)";
  }
  return {};
}

}  // namespace life
