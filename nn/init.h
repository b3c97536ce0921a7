#pragma once

#include <string_view>

#include "base/random.h"
#include "nn/network.h"

namespace nn {

/// How the parameters of a fresh network are drawn.
enum class Initialisation {
  /// PyTorch's default for linear and convolution layers: weights and biases uniform on
  /// +-1 / sqrt(fan_in) (torch.nn.modules.conv, kaiming_uniform_ with a = sqrt(5)).
  pytorch,
  /// Weights normal with mean 0 and variance 1, biases 0.
  normal,
};

/// "pytorch" or "normal"; throws std::invalid_argument that names what is allowed.
Initialisation parse_initialisation(std::string_view text);

/// Draws all parameters in their order from `stream`.
void initialise(Network& network, Initialisation initialisation, base::Stream& stream);

}  // namespace nn
