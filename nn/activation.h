#pragma once

#include "nn/layer.h"
#include "nn/planes.h"

namespace nn {

// The layers that act on every value by itself: Relu, LeakyRelu, Prelu, Sigmoid, Tanh, Silu,
// Quadratic and Shift. All planes have one shape, none lies where another does. `coefficients` are
// the layer's parameters in their order; layers without ignore them.

/// Writes every lane of `out`, those beyond the width too.
void activation_forward(const Layer& layer, const float* coefficients, const PlanesView& in,
                        const PlanesView& out);

/// `in` and `out` as forward left them; in_slope = out_slope times the derivative. Adds to
/// `gradient_lanes` (16 partial sums each, in the coefficients' order) the gradient of the
/// coefficients. Lanes of out_slope beyond the width must be 0, and those of in_slope become 0.
void activation_backward(const Layer& layer, const float* coefficients, const PlanesView& in,
                         const PlanesView& out, const PlanesView& out_slope,
                         const PlanesView& in_slope, Lanes* gradient_lanes);

}  // namespace nn
