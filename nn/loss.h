#pragma once

#include <span>

namespace nn {

// Losses of one shape: the sum over i of weights[i] * loss(z[i], t[i]) is returned, and its
// gradient by z, weights[i] * loss'(z[i], t[i]), written to `gradient`. With weights 1/N it is the
// mean over N samples; with counts/N the mean over N samples of which many are equal; 0 leaves a
// sample out. All spans have one length. NaN gives NaN. Example: focal_with_logits(logits, targets,
// weights, 2, gradient);

/// Binary cross-entropy of sigmoid(z) against t in {0, 1}: max(z, 0) - z t + log(1 + exp(-|z|)).
double bce_with_logits(std::span<const float> logits, std::span<const float> targets,
                       std::span<const float> weights, std::span<float> gradient);

/// Squared error: (z - t)^2.
double squared_error(std::span<const float> outputs, std::span<const float> targets,
                     std::span<const float> weights, std::span<float> gradient);

/// Squared error of sigmoid(z) against t in {0, 1}: (sigmoid(z) - t)^2.
double squared_error_with_logits(std::span<const float> logits, std::span<const float> targets,
                                 std::span<const float> weights, std::span<float> gradient);

/// Squared error of an output that is a ReLU and says 1 above 1/2; z is its input less 1/2:
/// (max(z + 1/2, 0) - t)^2. No slope where the output is 0.
double squared_error_of_relu(std::span<const float> logits, std::span<const float> targets,
                             std::span<const float> weights, std::span<float> gradient);

/// Focal loss (Lin et al. 2017, arXiv 1708.02002, equation 4): (1 - p)^gamma times the binary
/// cross-entropy, p being the probability given to the right class; gamma >= 0, 0 is cross-entropy.
/// Their alpha is a weight a class: ClassWeights{1 - alpha, alpha}.
double focal_with_logits(std::span<const float> logits, std::span<const float> targets,
                         std::span<const float> weights, float gamma, std::span<float> gradient);

/// What a sample counts, by its target.
struct ClassWeights {
  float negative;  ///< target 0
  float positive;  ///< target 1
};

/// Class-balanced weights of Cui et al. 2019 (arXiv 1901.05555, equation 2) for classes of so many
/// samples: proportional to (1 - beta) / (1 - beta^n), with sum 2. beta 0 gives 1 and 1; towards 1
/// they become inverse frequencies. Throws std::invalid_argument for counts below 1 or beta outside
/// [0, 1).
ClassWeights effective_number_weights(double negatives, double positives, double beta);

/// Multiplies each weight by that of its target's class.
void weigh_classes(std::span<const float> targets, ClassWeights classes, std::span<float> weights);

/// A loss, and the positions where the sign of the logit is wrong: (z > 0) != (t > 0).
struct BatchLoss {
  double loss;
  int wrong;
};

/// bce_with_logits with one weight for all, for the training step on boards: a whole number of
/// vectors of 16, aligned to 64 bytes, targets 0 or 1. A logit's share of the gradient has a
/// relative error of about 2^-24 |z|, as if z had been rounded once more. Infinite logits may give
/// NaN.
BatchLoss mean_bce_with_logits(std::span<const float> logits, std::span<const float> targets,
                               float weight, std::span<float> gradient);

}  // namespace nn
