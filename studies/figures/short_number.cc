#include "studies/figures/short_number.h"

#include <fmt/core.h>

#include <cmath>

namespace figures {

std::string short_number(double value) {
  if (value < 999.5) return fmt::format("{:.3g}", value);
  if (value >= 999500) return fmt::format("{:.2e}", value);
  const double unit = std::pow(10, std::floor(std::log10(value)) - 2);
  return fmt::format("{:.0f}", std::round(value / unit) * unit);
}

std::string with_interval(double value, double low, const std::optional<double>& high) {
  return fmt::format("{} ({} {})", short_number(value), short_number(low),
                     high ? "to " + short_number(*high) : "and more");
}

}  // namespace figures
