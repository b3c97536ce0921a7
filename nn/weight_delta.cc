#include "nn/weight_delta.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdint>

#include "base/check.h"

namespace nn {
namespace {

constexpr std::size_t kFloatBytes = 4;

bool differs(float a, float b) {
  return std::bit_cast<std::uint32_t>(a) != std::bit_cast<std::uint32_t>(b);
}

std::size_t mask_bytes(std::size_t parameters) { return (parameters + 7) / 8; }

void append_float(std::string& bytes, float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  for (std::size_t i = 0; i < kFloatBytes; ++i) bytes += static_cast<char>(bits >> 8 * i & 0xff);
}

float read_float(std::string_view bytes) {
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < kFloatBytes; ++i) {
    bits |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << 8 * i;
  }
  return std::bit_cast<float>(bits);
}

bool bit_of(std::string_view mask, std::size_t i) {
  return (static_cast<unsigned char>(mask[i / 8]) >> i % 8 & 1) != 0;
}

}  // namespace

std::size_t changed_count(std::span<const float> base, std::span<const float> parameters) {
  assert(base.size() == parameters.size());
  std::size_t changed = 0;
  for (std::size_t i = 0; i < base.size(); ++i) changed += differs(base[i], parameters[i]) ? 1 : 0;
  return changed;
}

std::size_t delta_bytes(std::size_t parameters, std::size_t changed) {
  return mask_bytes(parameters) + kFloatBytes * changed;
}

std::string encode_delta(std::span<const float> base, std::span<const float> parameters) {
  base::require(base.size() == parameters.size(),
                "{} parameters: needs as many as the base has, {}", parameters.size(), base.size());
  std::string bytes(mask_bytes(base.size()), '\0');
  for (std::size_t i = 0; i < base.size(); ++i) {
    if (!differs(base[i], parameters[i])) continue;
    bytes[i / 8] = static_cast<char>(static_cast<unsigned char>(bytes[i / 8]) | 1U << i % 8);
    append_float(bytes, parameters[i]);
  }
  return bytes;
}

std::vector<float> decode_delta(std::span<const float> base, std::string_view bytes) {
  const std::size_t masked = mask_bytes(base.size());
  base::require(bytes.size() >= masked, "delta of {} bytes: needs a mask of {} for {} parameters",
                bytes.size(), masked, base.size());
  const std::string_view mask = bytes.substr(0, masked);
  std::string_view values = bytes.substr(masked);
  std::size_t changed = 0;
  for (std::size_t i = 0; i < 8 * masked; ++i) {
    if (!bit_of(mask, i)) continue;
    base::require(i < base.size(), "delta: marks parameter {} of {}", i + 1, base.size());
    ++changed;
  }
  base::require(bytes.size() == delta_bytes(base.size(), changed),
                "delta of {} bytes: needs {} for {} changed of {} parameters", bytes.size(),
                delta_bytes(base.size(), changed), changed, base.size());
  std::vector<float> parameters(base.begin(), base.end());
  for (std::size_t i = 0; i < base.size(); ++i) {
    if (!bit_of(mask, i)) continue;
    parameters[i] = read_float(values);
    base::require(differs(base[i], parameters[i]),
                  "delta: marks parameter {}, whose value is the base's", i + 1);
    values.remove_prefix(kFloatBytes);
  }
  return parameters;
}

}  // namespace nn
