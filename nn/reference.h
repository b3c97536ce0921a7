#pragma once

#include <span>
#include <vector>

#include "nn/network.h"

namespace nn {

/// What one forward and backward pass gives, in double precision.
struct ReferencePass {
  double loss;
  std::vector<double> logits;    ///< row, column of the output
  std::vector<double> gradient;  ///< one a parameter
};

/// The scalar twin of Workspace and bce_with_logits, written to be read: one loop nest a formula.
/// The vector kernels are tested against it, and it against finite differences. `input` is channel,
/// row, column; `targets` and `weights` are row, column of the output; `parameters` replaces the
/// network's own (finite differences need doubles).
ReferencePass reference_pass(const Network& network, std::span<const double> parameters, int height,
                             int width, std::span<const double> input,
                             std::span<const double> targets, std::span<const double> weights);

/// Its loss alone.
double reference_loss(const Network& network, std::span<const double> parameters, int height,
                      int width, std::span<const double> input, std::span<const double> targets,
                      std::span<const double> weights);

/// The Hessian of that loss by the parameters times `direction`, one value a parameter: the
/// derivative of the gradient along it, exact but for rounding, by the same pass on dual numbers
/// (dual.h). A ReLU's second derivative is 0, at its corner too. Some four times a pass.
std::vector<double> reference_hessian_product(const Network& network,
                                              std::span<const double> parameters,
                                              std::span<const double> direction, int height,
                                              int width, std::span<const double> input,
                                              std::span<const double> targets,
                                              std::span<const double> weights);

}  // namespace nn
