#include "deploy/integer_network.h"

#include <algorithm>

#include "base/check.h"

namespace deploy {

WeightKind parse_bits(std::string_view text) {
  if (text == "8") return WeightKind::int8;
  if (text == "4") return WeightKind::int4;
  base::require(text == "1", "--bits {}: needs 8, 4 or 1", text);
  return WeightKind::signs;
}

int largest_weight(WeightKind kind) {
  switch (kind) {
    case WeightKind::int8:
      return 127;
    case WeightKind::int4:
      return 7;
    default:
      return 1;
  }
}

SumBounds sum_bounds(const IntegerLayer& layer, std::int64_t highest_input) {
  SumBounds bounds{0, 0};
  const auto inputs = static_cast<std::size_t>(layer.inputs);
  for (std::size_t output = 0; output < layer.biases.size(); ++output) {
    std::int64_t below = layer.biases[output], above = below;
    for (std::size_t i = 0; i < inputs; ++i) {
      const std::int64_t weight = layer.weights[output * inputs + i];
      (weight < 0 ? below : above) += weight * highest_input;
    }
    bounds.lowest = std::min(bounds.lowest, below);
    bounds.highest = std::max(bounds.highest, above);
  }
  return bounds;
}

std::vector<SumBounds> sum_bounds(const IntegerNetwork& network) {
  std::vector<SumBounds> all;
  std::int64_t highest_input = 1;
  for (const IntegerLayer& layer : network.layers) {
    all.push_back(sum_bounds(layer, highest_input));
    highest_input = all.back().highest_value(layer.shift);
  }
  return all;
}

bool holds(const Widths& widths, const SumBounds& bounds, int shift) {
  return bounds.highest <= widths.highest_sum() && bounds.lowest >= -widths.highest_sum() &&
         bounds.highest_value(shift) <= widths.highest_value();
}

Widths needed_widths(const IntegerNetwork& network) {
  Widths widths{16, 8};
  const std::vector<SumBounds> all = sum_bounds(network);
  for (std::size_t k = 0; k < all.size(); ++k) {
    // No value is made of the last sum.
    const int shift = k + 1 < all.size() ? network.layers[k].shift : 31;
    if (!holds({widths.sum_bits, 16}, all[k], shift)) widths.sum_bits = 32;
    // C leaves open what a shift by all bits of an int gives, which on AVR has 16.
    if (network.layers[k].shift > 15) widths.sum_bits = 32;
    if (!holds({32, widths.value_bits}, all[k], shift)) widths.value_bits = 16;
    base::require(holds(widths, all[k], shift),
                  "layer {}: sums from {} to {}, shifted by {}: need at most 32 bits, and 16 after "
                  "the shift",
                  k, all[k].lowest, all[k].highest, shift);
  }
  return widths;
}

bool fits(const IntegerNetwork& network, WeightKind kind) {
  return std::ranges::all_of(network.layers, [&](const IntegerLayer& layer) {
    return std::ranges::all_of(layer.weights, [&](int weight) {
      return -largest_weight(kind) <= weight && weight <= largest_weight(kind);
    });
  });
}

bool is_binary(const IntegerLayer& layer) { return std::ranges::count(layer.weights, 0) == 0; }

std::int64_t constant_bytes(const IntegerNetwork& network, WeightKind kind) {
  const int bias_bytes = needed_widths(network).sum_bits / 8;
  std::int64_t bytes = 0;
  for (const IntegerLayer& layer : network.layers) {
    const auto weights = static_cast<std::int64_t>(layer.weights.size());
    switch (kind) {
      case WeightKind::int8:
        bytes += weights;
        break;
      case WeightKind::int4:
        bytes += (weights + 1) / 2;
        break;
      case WeightKind::signs:
        bytes +=
            std::int64_t{layer.outputs} * ((layer.inputs + 7) / 8) * (is_binary(layer) ? 1 : 2);
    }
    bytes += bias_bytes * std::int64_t{layer.outputs};
  }
  return bytes;
}

}  // namespace deploy
