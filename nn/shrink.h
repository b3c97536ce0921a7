#pragma once

#include "nn/network.h"

namespace nn {

/// What is known of the values of a network's input.
enum class Inputs {
  any,
  zero_to_one,  ///< as cells are
};

/// A smaller network with the same output, its hidden channels without those that
///   - no weight reads;
///   - no weight feeds: they are one constant, which is folded into the biases of the layer that
///     reads them;
///   - a ReLU never lets through, by sum_bounds() (bounds.h), if the inputs are zero_to_one;
/// again and again until nothing changes, so that what only such channels read or fed goes too. No
/// weights but those of removed channels change, and no layer goes: each keeps one channel at
/// least, with zeros only if nothing goes through it.
///
/// The output is the same for every input but for rounding: sums have fewer terms, constants are
/// added earlier. With integers that floats hold exactly it is the same to the bit.
///
/// Left as they are: channels between layers of which one is tied to another or has a Skip from or
/// to between them, and a constant that is not 0 and read by a convolution wider than 1x1 with zero
/// padding, for beyond the edge it is 0.
/// Example: Network small = shrink(network, Inputs::zero_to_one);
Network shrink(const Network& network, Inputs inputs);

}  // namespace nn
