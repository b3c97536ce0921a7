#pragma once

#include <span>

#include "nn/planes.h"

namespace nn {

/// 3x3 convolutions on planes with a filled halo: lanes are cells of a row, a block of output
/// channels times two vectors is held in registers. All planes have one size.

/// out(o, y, x) = biases[o] + sum over i, r, c of weights[o][i][r][c] * in(i, y + r - 1, x + c -
/// 1). `biases` may be nullptr for none. Lanes beyond the width are written too.
void convolution_forward(const PlanesView& in, const float* weights, const float* biases,
                         const PlanesView& out);

/// Weights of the convolution that carries gradients back: from out.channels to in.channels, each
/// kernel turned by half a turn. `turned` has as many elements as `weights`.
void turn_weights(const float* weights, int in, int out, int kernel, std::span<float> turned);

/// Adds to `gradient_lanes` (16 partial sums a weight, in the weights' order) the gradient of the
/// weights. Lanes of out_gradient beyond the width must be 0; `in` has a filled halo.
void convolution_weight_gradient(const PlanesView& in, const PlanesView& out_gradient,
                                 Lanes* gradient_lanes);

}  // namespace nn
