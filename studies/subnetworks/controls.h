#pragma once

#include <optional>
#include <string_view>

#include "studies/subnetworks/iterative.h"

namespace subnetworks {

/// What is changed of a ticket before it is trained again.
enum class Control {
  reinitialised,  ///< its parameters are drawn anew
  same_signs,     ///< drawn anew with the signs that they start with
  shuffled,       ///< its mask is drawn anew within each layer
  other_seed,     ///< its mask is that found from another initialisation
};

inline constexpr Control kControls[] = {Control::reinitialised, Control::same_signs,
                                        Control::shuffled, Control::other_seed};

/// "reinitialised", "same-signs", "shuffled", "other-seed".
std::string_view to_string(Control control);

/// Each of `tickets` of iterative_tickets() once more with one thing changed, trained as it was.
/// `target` is what its parameters start from. A control is charged with finding its ticket, and
/// other_seed with finding the other one.
std::optional<Tickets> controls(const Setting& setting, const Tickets& tickets, Control control,
                                const nn::Network& target, Return to, const Stop& stop);

}  // namespace subnetworks
