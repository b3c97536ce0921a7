#pragma once

#include <span>

namespace nn {

/// Binary cross-entropy of sigmoid(logits) against targets in {0, 1}:
///   sum over i of weights[i] * (max(z, 0) - z * t + log(1 + exp(-|z|))).
/// With weights 1/N it is the mean over N samples; with counts/N the mean over N samples of which
/// many are equal; 0 leaves a sample out. Writes weights[i] * (sigmoid(z) - t) to `gradient`. All
/// spans have one length. Returns the loss.
double bce_with_logits(std::span<const float> logits, std::span<const float> targets,
                       std::span<const float> weights, std::span<float> gradient);

}  // namespace nn
