#pragma once

#include "nn/epilogue.h"
#include "nn/packed_weights.h"
#include "nn/planes.h"

namespace nn {

/// Dense layers and 1x1 convolutions: every position by itself. All planes have one height, width
/// and row order.

/// out(o) = sum over i of w[o][i] * in(i), and what `epilogue` adds. With weights that were packed
/// turned it is the gradient of the input. Lanes beyond the width are written too.
void pointwise(const PlanesView& in, const PackedWeights& weights, const Epilogue& epilogue,
               const PlanesView& out);

/// Adds to `gradient_lanes` (16 partial sums a weight, in the order out, in) the gradient of the
/// weights: sum over positions of out_gradient times in. Lanes of out_gradient beyond the width
/// must be 0.
void pointwise_weight_gradient(const PlanesView& in, const PlanesView& out_gradient,
                               Lanes* gradient_lanes);

/// Adds to `gradient_lanes` (16 partial sums a channel) the sum of out_gradient over positions.
void bias_gradient(const PlanesView& out_gradient, Lanes* gradient_lanes);

}  // namespace nn
