#pragma once

#include <optional>
#include <string_view>

#include "nn/mask.h"
#include "studies/subnetworks/setting.h"

namespace subnetworks {

/// How a mask is found before anything is trained.
enum class Criterion { snip, grasp, synflow, magnitude, random, random_layers };

/// "snip", "grasp", "synflow", "magnitude", "random", "random-layers"; nothing for other texts.
std::optional<Criterion> parse_criterion(std::string_view text);

/// The `keep` parts of `network`, an untrained one, that the criterion keeps. random_layers: at
/// random, the same share of layers as SET and RigL begin with. Draws from the trial.
nn::Mask mask_at_initialisation(const Setting& setting, const nn::Network& network,
                                Criterion criterion, std::size_t keep);

/// The masks of all counts, each trained from `initial`. A ticket is charged with the multiply-adds
/// of the criterion's own passes: one on the sample for SNIP, five for GraSP (a gradient, and the
/// Hessian along it, which takes four times as long), a hundred of one cell (dead edges: one board)
/// for SynFlow.
std::optional<Tickets> tickets_at_initialisation(const Setting& setting, const nn::Network& initial,
                                                 Criterion criterion, const Stop& stop);

}  // namespace subnetworks
