#pragma once

#include "nn/planes.h"

namespace nn {

/// What a kernel does with a sum before it stores it.
struct Epilogue {
  const float* biases = nullptr;     ///< one an output channel, where the sum starts
  bool relu = false;                 ///< forward: max(sum, 0), NaN stays NaN
  const PlanesView* mask = nullptr;  ///< backward: 0 where these planes, of the output's shape, are
                                     ///< not above 0, as the ReLU's derivative says

  /// Where the sums of output channel `channel` start.
  Lanes start(int channel) const { return Lanes{} + (biases ? biases[channel] : 0.F); }

  /// The mask's plane `channel`, or nullptr.
  const Lanes* mask_of(int channel) const { return mask ? mask->lanes(channel) : nullptr; }
};

/// The ways to end, for kernels to be compiled for each.
enum class Ending { plain, relu, mask };

/// The value to store at vector `at` of a plane whose mask_of() is `mask`.
template <Ending kEnding>
Lanes finish(Lanes sum, const Lanes* mask, int at) {
  if constexpr (kEnding == Ending::relu) return sum < 0 ? Lanes{} : sum;
  if constexpr (kEnding == Ending::mask) return mask[at] > 0 ? sum : Lanes{};
  return sum;
}

/// Calls body.operator()<ending>() with the epilogue's way to end.
template <class Body>
void with_ending(const Epilogue& epilogue, Body body) {
  if (epilogue.relu) {
    body.template operator()<Ending::relu>();
  } else if (epilogue.mask) {
    body.template operator()<Ending::mask>();
  } else {
    body.template operator()<Ending::plain>();
  }
}

}  // namespace nn
