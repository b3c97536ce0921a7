#pragma once

#include "nn/planes.h"

namespace nn {

/// Dense layers and 1x1 convolutions: at every position, out = W in + b. All planes have one size.

/// `weights` is out.channels x in.channels, row-major; `biases` one an output channel, or nullptr
/// for none. Lanes beyond the width are written too.
void pointwise_forward(const PlanesView& in, const float* weights, const float* biases,
                       const PlanesView& out);

/// Adds to `gradient_lanes` (16 partial sums a weight, in the weights' order, to be reduced by the
/// caller) the gradient of the weights: sum over positions of out_gradient times in. Lanes of
/// out_gradient beyond the width must be 0.
void pointwise_weight_gradient(const PlanesView& in, const PlanesView& out_gradient,
                               Lanes* gradient_lanes);

/// Adds to `gradient_lanes` (16 partial sums a channel) the sum of out_gradient over positions.
void bias_gradient(const PlanesView& out_gradient, Lanes* gradient_lanes);

}  // namespace nn
