#pragma once

#include <cstdint>

#include "deploy/integer_network.h"
#include "deploy/real_network.h"
#include "life/rule.h"

namespace deploy {

struct Calibrated {
  IntegerNetwork network;
  std::int64_t errors;  ///< windows of window_count() that it gets wrong: 0 is a proof of the rest
  /// Weights and biases, but for the last bias, that are no longer what rounding made of them.
  /// Where many are, this is more a network found on the way than the one that was given: the
  /// search can make Life of networks that never learned it.
  std::int64_t changed;
};

/// An integer network of that kind that errs on as few windows as was found, on none if possible.
/// Roundings of each layer to many scales are tried first, in the narrowest widths first; if none
/// is right, single weights and biases are changed, by annealing, from the best of them. The last
/// bias is always the best there is. For two steps all that is done on a sample of windows, and
/// windows that the whole check then finds wrong are added to it, up to 12 times or until three
/// rounds make nothing better.
///
/// A pure function of its arguments. One step takes from a millisecond to some seconds where no
/// exact network is found, two steps from a few seconds to minutes.
Calibrated calibrate(const RealNetwork& network, WeightKind kind, const life::Rule& rule);

}  // namespace deploy
