#pragma once

#include <cstddef>

namespace pruned {

/// Of a network of which nothing can be pruned any more, as far as is known.
struct FewestKnown {
  std::size_t weights;   ///< that are not 0
  std::size_t biases;    ///< likewise
  std::size_t channels;  ///< of all hidden layers
};

/// Of those known that fit into L(steps, overcompleteness) and compute `steps` (1 or 2) generations
/// of Life exactly: the hand-made ones of task/hand_made.h. Of one step none has fewer weights; of
/// two that is not known. Throws std::invalid_argument for other numbers of steps.
FewestKnown fewest_known(int steps, int overcompleteness);

}  // namespace pruned
