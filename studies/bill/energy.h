#pragma once

#include <string>
#include <string_view>

namespace bill {

/// A low and a high guess of one quantity: low <= high.
struct Range {
  double low, high;

  bool operator==(const Range&) const = default;
};

/// "4", "3-12" or "6e-10-2e-9", both ends in [low, high]. Throws std::invalid_argument that begins
/// with `what`.
Range parse_range(std::string_view text, std::string_view what, double low, double high);

/// "4" or "3-12".
std::string to_string(const Range& range);

/// What an estimate of energy and carbon takes for granted.
struct Assumptions {
  Range watts_per_core{3, 15};    ///< W of a busy core, memory and the rest of the machine included
  Range pue{1.1, 1.6};            ///< energy of the computing centre over that of its machines
  Range grid_g_per_kwh{30, 715};  ///< g CO2e of a kWh
};

/// (W per core) (core-seconds) PUE, in kWh (Patterson et al. 2021, arXiv 2104.10350, section 2).
Range kilowatt_hours(double core_seconds, const Assumptions& assumptions);

/// Grams of CO2 equivalent of so much energy.
Range carbon_grams(const Range& kilowatt_hours, const Assumptions& assumptions);

/// `value`, not below 0, rounded to two significant digits and without an exponent: "0.00012",
/// "4.3", "7600".
std::string two_digits(double value);

}  // namespace bill
