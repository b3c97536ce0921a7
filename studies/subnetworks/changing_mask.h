#pragma once

#include <optional>

#include "nn/dynamic_sparsity.h"
#include "studies/subnetworks/setting.h"

namespace subnetworks {

/// Supermasks (nn/edge_popup.h): the weights have the initial network's signs and one size a layer,
/// sqrt(2 / fan_in) over the root of the share that is kept (Ramanujan et al.'s signed constant);
/// they and the initial biases stay what they are. The trial's optimiser and learning rate move the
/// scores.
std::optional<Tickets> supermasks(const Setting& setting, const Stop& stop);

/// SET and RigL (nn/dynamic_sparsity.h) from a random mask whose layers are as dense as an
/// Erdos-Renyi graph's (nn/random_masks.h); updates each axis `update_period`, up to three quarters
/// of the budget.
std::optional<Tickets> dynamic_tickets(const Setting& setting, nn::Growth growth, const Stop& stop);

}  // namespace subnetworks
