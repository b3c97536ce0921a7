#pragma once

#include "nn/network.h"

namespace nn {

/// Whether a path of weights that are not 0 leads from an input to an output. If none does, as when
/// pruning has emptied a layer ("layer collapse"), the output is one constant, whatever the input.
/// The converse does not hold: what a ReLU never lets through still counts as a path here.
bool has_live_path(const Network& network);

}  // namespace nn
