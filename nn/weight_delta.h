#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nn {

// A network stored as what differs from another one of the same form, the base: many variants of
// one network take little room. The bytes are a mask, bit i % 8 of byte i / 8 for parameter i, set
// where its bits are not the base's, and then for each set bit in their order the parameter's own
// value as a little-endian float32. The value and not its distance from the base: adding that would
// round, and the variant comes back bit for bit.
//
// Example:
//   const std::string bytes = encode_delta(base.parameters(), tuned.parameters());
//   const std::vector<float> parameters = decode_delta(base.parameters(), bytes);

/// How many parameters have other bits than the base's; 0 and -0 differ, and so do any two NaNs
/// that are not the same. Spans have one value a parameter.
std::size_t changed_count(std::span<const float> base, std::span<const float> parameters);

/// What encode_delta() takes: a bit a parameter, rounded up to whole bytes, and 4 bytes for each
/// that has changed.
std::size_t delta_bytes(std::size_t parameters, std::size_t changed);

/// Throws std::invalid_argument unless both have as many values.
std::string encode_delta(std::span<const float> base, std::span<const float> parameters);

/// Throws std::invalid_argument for bytes that encode_delta() cannot have written for this base: of
/// another length than their mask says, with bits beyond the last parameter, or with a value that
/// is the base's.
std::vector<float> decode_delta(std::span<const float> base, std::string_view bytes);

}  // namespace nn
