#pragma once

#include <optional>
#include <span>

#include "deploy/integer_network.h"
#include "deploy/real_network.h"

namespace deploy {

/// How the weights of one layer become integers.
struct LayerRounding {
  /// int8 and int4: the largest weight becomes +-largest, all others in proportion; 1 ..
  /// largest_weight(kind).
  int largest = 1;
  /// signs: weights below this share of the largest become 0; 0 makes a binary layer.
  double threshold = 0;
};

/// The weights as integers, each layer scaled and rounded as said, biases rounded in units of the
/// sums. A positive factor of a layer's outputs passes through ReLUs and all later layers and never
/// changes the sign of the last sum, so that scales need not be kept; values of hidden layers are
/// shifted down as little as `widths` allows. Nothing if no shift does.
std::optional<IntegerNetwork> rounded(const RealNetwork& network, WeightKind kind,
                                      std::span<const LayerRounding> layers, const Widths& widths);

/// The least `largest` with which rounding changes no weight of the layer, up to `limit`; so the
/// small integers of a network set by hand come back as they are.
std::optional<int> integer_fold(const RealLayer& layer, int limit);

enum class Balance {
  none,
  rows,       ///< the largest weight into every hidden channel is made the same
  geometric,  ///< the largest weight into and out of every hidden channel are made the same
};

/// The same function: every hidden channel scaled by a positive factor that the next layer takes
/// back (Nagel et al. 2019, arXiv 1906.04721).
RealNetwork balanced(RealNetwork network, Balance balance);

}  // namespace deploy
