#pragma once

#include <span>
#include <string_view>

#include "base/random.h"
#include "nn/init.h"
#include "nn/mask.h"
#include "nn/network.h"

namespace nn {

/// What the parameters that a pruning left become before training goes on.
enum class Survivors {
  keep,                     ///< what they are: fine-tuning
  rewind,                   ///< what they were in `reference`, to the bit
  reinitialise,             ///< drawn anew
  reinitialise_same_signs,  ///< drawn anew, then given the signs that they have in `reference`
  signed_constant,          ///< weights of Initialisation::signed_constant's size with the signs
                            ///< of `reference`, biases 0 (Zhou et al. 2019, arXiv 1905.01067)
};

/// "keep", "rewind", "reinitialise", "reinitialise-same-signs" or "signed-constant"; throws
/// std::invalid_argument that names what is allowed.
Survivors parse_survivors(std::string_view text);

/// Makes that of the live parameters and sets the pruned ones to 0. `reference` is a copy of all
/// parameters, of the initialisation or of a later step (late rewinding); what is 0 there has no
/// sign and keeps the one drawn. New values are drawn by `initialisation` for the whole network,
/// pruned parameters included, so that a parameter's does not depend on which others live.
/// Example, back to step k:
///   const std::vector<float> at_step_k(parameters.begin(), parameters.end());
///   ...
///   set_survivors(network, mask, Survivors::rewind, at_step_k, initialisation, stream);
void set_survivors(Network& network, const Mask& mask, Survivors survivors,
                   std::span<const float> reference, Initialisation initialisation,
                   base::Stream& stream);

}  // namespace nn
