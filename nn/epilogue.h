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

  /// The value to store at vector `at` of plane `channel`.
  Lanes finish(Lanes sum, int channel, int at) const {
    if (relu) return sum < 0 ? Lanes{} : sum;
    if (mask) return mask->lanes(channel)[at] > 0 ? sum : Lanes{};
    return sum;
  }
};

}  // namespace nn
