#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace deploy {

/// What a weight may be.
enum class WeightKind {
  int8,   ///< -127 .. 127, a byte each
  int4,   ///< -7 .. 7, two in a byte
  signs,  ///< -1, 0, 1: a bit each in a layer where none is 0 (binary), else two (ternary)
};

/// "8", "4" or "1"; throws std::invalid_argument that says so of the flag --bits.
WeightKind parse_bits(std::string_view text);

/// The largest weight: 127, 7 or 1.
int largest_weight(WeightKind kind);

/// One linear layer. Of every output, sum = bias + weights x inputs. A hidden layer then gives
/// max(sum, 0) >> shift; of the last one the sign counts, and its shift is 0.
struct IntegerLayer {
  int inputs;
  int outputs;
  std::vector<std::int8_t> weights;  ///< outputs x inputs
  std::vector<std::int32_t> biases;  ///< in units of the sum
  int shift = 0;                     ///< 0 .. 30

  bool operator==(const IntegerLayer&) const = default;
};

/// A network of `steps` steps, 1 or 2, that says of a window of (2 steps + 1)^2 cells whether its
/// centre lives: whether the last layer's one sum is above 0. The first layer reads the nine cells
/// of a 3x3 window, 0 or 1, column after column (bit 3 * column + row of task::window_bit). With
/// two steps, layer `second` reads what the layers before it give at the nine places of such a
/// window: all channels of the first place, then of the next, in the same order. All other layers
/// read the channels of their own place.
struct IntegerNetwork {
  std::vector<IntegerLayer> layers;
  std::size_t second = 0;  ///< 0 with one step

  int steps() const { return second == 0 ? 1 : 2; }
  bool operator==(const IntegerNetwork&) const = default;
};

/// What the sums of a layer can be, whatever the cells: every partial sum, too, in whatever order
/// it is added to the bias.
struct SumBounds {
  std::int64_t lowest;
  std::int64_t highest;

  /// The largest value that the layer then gives.
  std::int64_t highest_value(int shift) const { return highest > 0 ? highest >> shift : 0; }
};

/// Of one layer, from its weights, if no input is above `highest_input`.
SumBounds sum_bounds(const IntegerLayer& layer, std::int64_t highest_input);

/// Of all layers, each from the bounds of the one before.
std::vector<SumBounds> sum_bounds(const IntegerNetwork& network);

/// Types that provably hold all that is computed.
struct Widths {
  int sum_bits;    ///< 16 or 32, signed
  int value_bits;  ///< 8 or 16, unsigned: outputs of hidden layers

  bool operator==(const Widths&) const = default;
  std::int64_t highest_sum() const { return (std::int64_t{1} << (sum_bits - 1)) - 1; }
  std::int64_t highest_value() const { return (std::int64_t{1} << value_bits) - 1; }
};

/// Whether every sum and value of such a layer fits.
bool holds(const Widths& widths, const SumBounds& bounds, int shift);

/// The narrowest that hold all of a network. Throws std::invalid_argument that names the layer and
/// its bounds if 32 and 16 bits do not.
Widths needed_widths(const IntegerNetwork& network);

/// Whether all weights are of that kind.
bool fits(const IntegerNetwork& network, WeightKind kind);

/// Whether a layer of signs has no 0.
bool is_binary(const IntegerLayer& layer);

/// Bytes of a network's constants as the exported header stores them: weights packed, each layer's
/// (of signs, each output's) from a whole byte on, and biases as wide as sums.
std::int64_t constant_bytes(const IntegerNetwork& network, WeightKind kind);

}  // namespace deploy
