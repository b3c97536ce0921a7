#pragma once

#include "life/board.h"
#include "nn/network.h"
#include "studies/task/architecture.h"

namespace task {

/// The network family L(n, m) of Springer & Kenyon (arXiv 2009.01398): n = `steps` times [3x3
/// convolution to 2m channels, ReLU, 1x1 convolution to m channels, ReLU], then a 1x1 convolution
/// to one logit; biases everywhere; m = `overcompleteness`. On a torus the padding is circular,
/// with dead edges zero. Parameters start at 0. Throws std::invalid_argument unless both are at
/// least 1.
nn::Network life_network(int steps, int overcompleteness, life::Topology topology);

/// Its number of parameters: 2m^2 + 22m + 1 + (n - 1)(20m^2 + 3m); 23n + 2 at m = 1.
std::int64_t parameter_count(int steps, int overcompleteness);

}  // namespace task
