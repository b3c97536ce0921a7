#pragma once

#include <span>
#include <string_view>

namespace task {

/// What training makes small. A cell is alive where its logit is above 0, whatever the loss.
enum class Loss {
  bce,       ///< binary cross-entropy of the logit's sigmoid
  mse,       ///< squared error of the sigmoid
  relu_mse,  ///< of a network with Architecture::relu_output: squared error of that output
  focal,  ///< binary cross-entropy times the square of the probability that the right class lacks
};

/// "bce", "mse", "relu-mse" or "focal"; throws std::invalid_argument that names what is allowed.
Loss parse_loss(std::string_view text);

/// The weighted sum of losses and, in `gradient`, its gradient by the logits; nn/loss.h says more.
double weighted_loss(Loss loss, std::span<const float> logits, std::span<const float> targets,
                     std::span<const float> weights, std::span<float> gradient);

}  // namespace task
