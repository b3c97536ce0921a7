#include "nn/footprint.h"

#include <algorithm>
#include <span>

namespace nn {
namespace {

constexpr std::size_t kFloatBytes = sizeof(float), kBitsPerByte = 8;

std::size_t nonzero_count(std::span<const float> values) {
  return values.size() - static_cast<std::size_t>(std::ranges::count(values, 0.F));
}

}  // namespace

Footprint footprint(const Network& network) {
  const std::size_t count = network.parameters().size();
  const std::size_t nonzero = nonzero_count(network.parameters());
  std::int64_t nonzero_multiply_adds = 0;
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    if (!is_linear(network.layers()[k])) continue;
    nonzero_multiply_adds += static_cast<std::int64_t>(nonzero_count(network.weights(k)));
  }
  return {count,
          nonzero,
          count * kFloatBytes,
          (count + kBitsPerByte - 1) / kBitsPerByte + nonzero * kFloatBytes,
          network.forward_multiply_adds(),
          nonzero_multiply_adds};
}

}  // namespace nn
