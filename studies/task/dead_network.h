#pragma once

#include "nn/network.h"
#include "studies/task/problem.h"

namespace task {

/// Proves that the last hidden layer of `network` is 0 at every cell of every board. Its output is
/// then one constant, and the gradient of every parameter but its last bias is exactly 0: that of
/// the last weights, since it is a sum of products with hidden values, and that of all before,
/// since it comes through ReLUs at 0 or below, where their derivative is 0. Only what is left of an
/// optimiser's momentum can bring it back.
///
/// The proof is a bound that holds for any cells (interval arithmetic with a margin for rounding)
/// or, where that does not do, all windows (one and two steps). False means: not proved. That is so
/// for networks that hold other layers than linear ones and ReLUs, whose last layers are not a ReLU
/// and a 1x1 convolution with parameters of its own, or whose values may overflow. With two steps
/// it takes as long as counter_example() where the network is dead.
bool is_dead(const nn::Network& network, const Problem& problem);

}  // namespace task
