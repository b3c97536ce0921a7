#pragma once

#include "nn/layer.h"
#include "nn/planes.h"

namespace nn {

/// Convolutions of any kernel, padding and size as a dense layer on gathered planes ("im2col"): for
/// each input channel and tap, the input as that tap sees it. All planes are in plain order.

/// Shape of the gathered planes for a convolution of planes of `in`: in.channels * kernel * kernel
/// channels in the order channel, row, column, of the output's height and width.
PlanesShape gathered_shape(const Conv2d& convolution, const PlanesShape& in);

/// Fills `gathered` from `in`.
void gather(const Conv2d& convolution, const PlanesView& in, const PlanesView& gathered);

/// The way back for gradients: sets `in` to the sums of what was gathered from each of its values.
void scatter(const Conv2d& convolution, const PlanesView& gathered, const PlanesView& in);

}  // namespace nn
