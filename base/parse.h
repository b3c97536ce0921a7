#pragma once

#include <cstdint>
#include <string_view>

namespace base {

/// The whole of `text` as a decimal integer in [low, high]. Throws std::invalid_argument that
/// reads "<what> <text>: needs a whole number from <low> to <high>".
std::int64_t parse_integer(std::string_view text, std::string_view what, std::int64_t low,
                           std::int64_t high);

/// The whole of `text` as a finite decimal number in [low, high]; errors as above.
double parse_real(std::string_view text, std::string_view what, double low, double high);

}  // namespace base
