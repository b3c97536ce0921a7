#pragma once

#include "nn/epilogue.h"
#include "nn/packed_weights.h"
#include "nn/planes.h"

namespace nn {

/// 3x3 convolutions on planes in even_odd order: lanes are cells of a row, and a block of output
/// channels times a block of rows stays in registers. The input's halo is filled (fill_halo);
/// `padding`, circular or zero, says what lies left and right.

/// out(o, y, x) = sum over i, r, c of w[o][i][r][c] * in(i, y + r - 1, x + c - 1), and what
/// `epilogue` adds. With weights that were packed turned it is the gradient of the input.
void convolve(const PlanesView& in, const PackedWeights& weights, Padding padding,
              const Epilogue& epilogue, const PlanesView& out);

/// Adds the gradient of the weights to `weight_lanes` (16 partial sums a weight, in the order out,
/// in, row, column) and that of the biases to `bias_lanes` (16 a channel). The halo of
/// `out_gradient` is filled too.
void convolution_parameter_gradient(const PlanesView& in, const PlanesView& out_gradient,
                                    Padding padding, Lanes* weight_lanes, Lanes* bias_lanes);

}  // namespace nn
