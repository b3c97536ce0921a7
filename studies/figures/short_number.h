#pragma once

#include <optional>
#include <string>

namespace figures {

/// Three digits: 0.0115, 25.3, 17500, 6.25e+09.
std::string short_number(double value);

/// "15 (12 to 20)"; an end that is not known is left open: "15 (12 and more)".
std::string with_interval(double value, double low, const std::optional<double>& high);

}  // namespace figures
