#pragma once

#include <vector>

#include "nn/network.h"

namespace deploy {

/// A linear layer on real numbers, its inputs in the order of IntegerLayer's. A ReLU follows all
/// but the last.
struct RealLayer {
  int inputs;
  int outputs;
  std::vector<double> weights;  ///< outputs x inputs
  std::vector<double> biases;
};

/// A trained network in the form of IntegerNetwork.
struct RealNetwork {
  std::vector<RealLayer> layers;
  std::size_t second = 0;
};

/// Takes networks of one step (a 3x3 convolution from one channel, or a dense layer from nine
/// cells, then 1x1 convolutions or dense layers) and of two (again a 3x3 convolution and 1x1 ones),
/// with ReLUs between all linear layers and one output. A ReLU at the end is left out: it changes
/// no sign. Padding is not looked at, as the network is to see windows that lie wholly on the
/// board. Throws std::invalid_argument that says which layer is another.
RealNetwork real_network(const nn::Network& network);

}  // namespace deploy
