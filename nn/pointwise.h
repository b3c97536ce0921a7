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

/// What the backward pass of such a layer reads and writes.
struct PointwiseBackward {
  const PlanesView& in;
  const PlanesView& out_gradient;  ///< lanes beyond the width must be 0
  const float* weights;            ///< out x in
  const PackedWeights& turned_weights;
  bool mask_input;                ///< the input is what a ReLU gave
  const PlanesView* in_gradient;  ///< set to the gradient of the input, unless nullptr
  Lanes* weight_lanes;            ///< 16 partial sums a weight, added to
  Lanes* bias_lanes;              ///< 16 a channel, added to
};

/// The gradients of weights, biases and input. Layers of few channels take one pass over the
/// planes.
void pointwise_backward(const PointwiseBackward& pass);

/// Adds to `lanes` (16 partial sums a channel) the sum of out_gradient over positions.
void bias_gradient(const PlanesView& out_gradient, Lanes* lanes);

}  // namespace nn
