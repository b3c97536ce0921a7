#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace base {

/// The whole of `text` as a decimal integer in [low, high]. Throws std::invalid_argument that
/// reads "<what> <text>: needs a whole number from <low> to <high>".
std::int64_t parse_integer(std::string_view text, std::string_view what, std::int64_t low,
                           std::int64_t high);

/// The same without an error: nothing unless all of `text` is a decimal integer of 64 bits.
std::optional<std::int64_t> to_integer(std::string_view text);

/// The whole of `text` as a finite decimal number in [low, high]; errors as above.
double parse_real(std::string_view text, std::string_view what, double low, double high);

/// Foreign text for an error message, which is one line: its first 60 bytes, with `...` if there
/// are more, all but printable ASCII as `?`.
std::string shown(std::string_view text);

}  // namespace base
