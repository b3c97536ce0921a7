#pragma once

#include <cstddef>
#include <deque>

#include "nn/mask.h"

namespace nn {

/// The share of the parameters that one mask has pruned and the other has not, of those of which
/// any number are live: `prunable` of them. Masks have one size.
double mask_distance(const Mask& a, const Mask& b, std::size_t prunable);

/// Early-Bird tickets (You et al. 2020, arXiv 1909.11957): while a dense network is trained, the
/// mask that pruning it now would give is looked at again and again; once it has hardly moved, it
/// is drawn. As their code has it: the distances of the newest mask to each of the kRecent before
/// it, five masks in all, are at most kDistance.
class EarlyBird {
 public:
  static constexpr std::size_t kRecent = 4;
  static constexpr double kDistance = 0.1;

  explicit EarlyBird(std::size_t prunable) : prunable_(prunable) {}

  /// Whether `mask`, the newest one, is to be drawn.
  bool add(const Mask& mask);

 private:
  std::size_t prunable_;
  std::deque<Mask> recent_;
};

}  // namespace nn
