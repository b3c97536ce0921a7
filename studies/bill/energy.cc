#include "studies/bill/energy.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/check.h"
#include "base/parse.h"

namespace bill {

Range parse_range(std::string_view text, std::string_view what, double low, double high) {
  // That of an exponent parts nothing.
  std::size_t dash = text.find('-', 1);
  while (dash != std::string_view::npos && (text[dash - 1] == 'e' || text[dash - 1] == 'E')) {
    dash = text.find('-', dash + 1);
  }
  const auto number = [&](std::string_view part) {
    return base::parse_real(part, what, low, high);
  };
  if (dash == std::string_view::npos) return {number(text), number(text)};
  const Range range{number(text.substr(0, dash)), number(text.substr(dash + 1))};
  base::require(range.low <= range.high, "{} {}: needs the lower number first", what,
                base::shown(text));
  return range;
}

std::string to_string(const Range& range) {
  return range.low == range.high ? fmt::format("{}", range.low)
                                 : fmt::format("{}-{}", range.low, range.high);
}

Range kilowatt_hours(double core_seconds, const Assumptions& assumptions) {
  constexpr double kJoulesPerKilowattHour = 3.6e6;
  const auto of = [&](double watts, double pue) {
    return core_seconds * watts * pue / kJoulesPerKilowattHour;
  };
  return {of(assumptions.watts_per_core.low, assumptions.pue.low),
          of(assumptions.watts_per_core.high, assumptions.pue.high)};
}

Range carbon_grams(const Range& kilowatt_hours, const Assumptions& assumptions) {
  return {kilowatt_hours.low * assumptions.grid_g_per_kwh.low,
          kilowatt_hours.high * assumptions.grid_g_per_kwh.high};
}

std::string two_digits(double value) {
  if (value == 0) return "0";
  // The exponent is that of the rounded value: 9.96 is 10 and not 10.0.
  const std::string rounded = fmt::format("{:.1e}", value);
  const int exponent = std::stoi(rounded.substr(rounded.find('e') + 1));
  return fmt::format("{:.{}f}", std::stod(rounded), std::max(0, 1 - exponent));
}

}  // namespace bill
