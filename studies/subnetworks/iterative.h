#pragma once

#include <optional>

#include "studies/subnetworks/setting.h"

namespace subnetworks {

/// What survivors become after each pruning.
enum class Return {
  initial,  ///< what they were at the start: Frankle & Carbin 2019 (arXiv 1803.03635)
  early,    ///< what they were after the axis `rewind_step`: Frankle et al. 2020 (arXiv 1912.05671)
  nothing,  ///< they stay what training made of them: fine-tuning, Han et al. 2015
};

/// The values that survivors go back to: of `initial` itself, or after some steps of its training,
/// or at the end of that if it is sooner. Nothing else is charged for these steps: they are the
/// first of the dense training.
std::optional<nn::Network> rewind_target(const Setting& setting, const nn::Network& initial,
                                         Return to, const Stop& stop);

/// Iterative magnitude pruning: trains `initial` as it is, prunes the weights of least magnitude of
/// all layers together, sends the others back to `target`, trains, and so on down the setting's
/// counts. Goes on whether or not a network was solved. A ticket is charged with all trainings
/// before it.
std::optional<Tickets> iterative_tickets(const Setting& setting, const nn::Network& initial,
                                         const nn::Network& target, Return to, const Stop& stop);

}  // namespace subnetworks
