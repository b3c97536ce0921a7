#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "nn/network.h"

namespace nn {

/// Between which values a channel lies.
struct Interval {
  double low, high;
};

/// Bounds on what linear layer number `layer` gives, a channel each, for every input of values in
/// [0, 1], of planes of any size: interval arithmetic with a margin for float sums in any order. No
/// bounds where the layers before it are not linear ones with a ReLU after each, where it is not
/// linear, and where values may overflow.
std::optional<std::vector<Interval>> sum_bounds(const Network& network, std::size_t layer);

}  // namespace nn
