#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "nn/mask.h"
#include "nn/network.h"

namespace pruned {

/// What of a pruned network its output can depend on: all but the hidden channels that no live
/// weight reads, and what only those read. The rest has no gradient, so it takes no part in a
/// training: this one takes the same steps in less time.
class ReadPart {
 public:
  /// Of convolutions and ReLUs one after another, as L(n, m). The parameters are those of `whole`,
  /// of which pruned ones are 0. A layer of which nothing is read keeps its first channel.
  ReadPart(const nn::Network& whole, const nn::Mask& mask);

  nn::Network& network() { return network_; }
  /// nn::Mask::values() of it.
  std::span<const float> mask() const { return mask_; }
  /// Gives the parameters back to the network that they are of.
  void copy_to(nn::Network& whole) const;

 private:
  std::vector<std::size_t> places_;  // of the parameters, among those of the whole
  nn::Network network_;
  std::vector<float> mask_;
};

}  // namespace pruned
