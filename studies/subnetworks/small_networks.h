#pragma once

#include <cstddef>
#include <optional>

#include "studies/subnetworks/setting.h"

namespace subnetworks {

/// Numbers of filters of a network of L(n, m)'s form: 3x3 convolutions to `first` channels, 1x1
/// ones to `second`.
struct Widths {
  int first, second;
  bool operator==(const Widths&) const = default;
};

/// A network of that form, all parameters 0.
nn::Network network_of(Widths widths, const task::Problem& problem);

/// Of the networks with second = first / 2 rounded down or up, at least 1 each, the one whose
/// number of weights (and biases, if prunable) is nearest to `count`; of two as near the smaller.
Widths nearest_widths(std::size_t count, nn::Biases biases, const task::Problem& problem);

/// Dense networks of nearly as many weights as each count, drawn as the trial's network is and
/// trained alone. A count whose network is that of the count before it has no ticket.
std::optional<Tickets> small_networks(const Setting& setting, const Stop& stop);

}  // namespace subnetworks
