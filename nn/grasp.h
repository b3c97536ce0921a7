#pragma once

#include <span>
#include <vector>

#include "nn/network.h"

namespace nn {

/// By what its authors' code divides the logits.
inline constexpr double kGraspTemperature = 200;

/// GraSP (Wang, Zhang & Grosse 2020, arXiv 2002.07376): w (H g), a score a parameter, where g is
/// the gradient and H the Hessian of the cross-entropy of logits / temperature by all parameters;
/// equation 8 has the other sign, and prunes the highest. Without w the squared norm of the
/// gradient changes by -2 w (H g) to first order: the lowest are those whose loss lowers the
/// gradient least. H g is exact but for rounding (reference.h), so this takes milliseconds for 512
/// windows. The sample is given as to reference_pass(). Throws std::invalid_argument unless the
/// network ends in a linear layer of its own parameters.
std::vector<double> grasp_scores(const Network& network, int height, int width,
                                 std::span<const double> input, std::span<const double> targets,
                                 std::span<const double> weights,
                                 double temperature = kGraspTemperature);

}  // namespace nn
