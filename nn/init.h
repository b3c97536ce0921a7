#pragma once

#include <string_view>

#include "base/random.h"
#include "nn/network.h"

namespace nn {

/// How the weights and biases of a fresh network's linear layers are drawn.
enum class Initialisation {
  /// PyTorch's default for linear and convolution layers: weights and biases uniform on
  /// +-1 / sqrt(fan_in) (torch.nn.modules.conv, kaiming_uniform_ with a = sqrt(5)).
  pytorch,
  /// Weights normal with mean 0 and variance 1, biases 0.
  normal,
  /// Saxe et al. 2014 (arXiv 1312.6120): of the out x fan_in matrix of a layer's weights the rows
  /// (the columns, if there are fewer) are orthonormal, uniformly among such matrices, as PyTorch's
  /// orthogonal_ with gain 1; biases 0.
  orthogonal,
  /// Zhou et al. 2019 (arXiv 1905.01067): every weight is plus or minus sqrt(2 / fan_in), the
  /// standard deviation of He's initialisation, by a fair coin; biases 0.
  signed_constant,
  /// Glorot & Bengio 2010, Keras's default: weights uniform on +-sqrt(6 / (fan_in + fan_out)),
  /// where
  /// a convolution's fan_out is its output channels times the cells of its kernel; biases 0.
  glorot_uniform,
  /// He et al. 2015 (arXiv 1502.01852): weights normal with mean 0 and variance 2 / fan_in, biases
  /// 0.
  he_normal,
};

/// "pytorch", "normal", "orthogonal", "signed-constant", "glorot-uniform" or "he-normal"; throws
/// std::invalid_argument that names what is allowed.
Initialisation parse_initialisation(std::string_view text);

/// Draws all parameters in their order from `stream`. Whatever the initialisation, slopes of PReLUs
/// start at 0.25, as in PyTorch, and quadratics as the identity, 0 + 1 x + 0 x^2.
void initialise(Network& network, Initialisation initialisation, base::Stream& stream);

}  // namespace nn
