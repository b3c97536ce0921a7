#include "studies/subnetworks/controls.h"

#include <utility>

#include "nn/random_masks.h"
#include "nn/survivors.h"

namespace subnetworks {
namespace {

nn::Network other_initial(const Setting& setting) {
  nn::Network network = setting.initial;
  base::Stream stream = setting.trial.stream("other init");
  nn::initialise(network, nn::parse_initialisation(setting.trial.cell.text("initialisation")),
                 stream);
  return network;
}

void redraw(const Setting& setting, nn::Survivors survivors, const nn::Network& target,
            pruned::PrunedNetwork& start) {
  base::Stream stream = setting.trial.stream("reinitialisation");
  nn::set_survivors(start.network, start.mask, survivors, target.parameters(),
                    nn::parse_initialisation(setting.trial.cell.text("initialisation")), stream);
}

pruned::PrunedNetwork changed(const Setting& setting, const Ticket& ticket, Control control,
                              const nn::Network& target) {
  pruned::PrunedNetwork start = ticket.start;
  base::Stream stream = setting.trial.stream("shuffle");
  switch (control) {
    case Control::reinitialised:
      redraw(setting, nn::Survivors::reinitialise, target, start);
      return start;
    case Control::same_signs:
      redraw(setting, nn::Survivors::reinitialise_same_signs, target, start);
      return start;
    case Control::shuffled:
      start.mask = nn::random_mask(target.parameters().size(), setting.parts,
                                   nn::live_counts(start.mask, setting.parts), stream);
      break;
    case Control::other_seed:  // `ticket` is the other one
      break;
  }
  start.network = target;
  start.mask.apply(start.network.parameters());
  return start;
}

// Those found from another initialisation.
std::optional<Tickets> other_tickets(const Setting& setting, Return to, const Stop& stop) {
  const nn::Network initial = other_initial(setting);
  const auto target = rewind_target(setting, initial, to, stop);
  if (!target) return std::nullopt;
  return iterative_tickets(setting, initial, *target, to, stop);
}

}  // namespace

std::string_view to_string(Control control) {
  constexpr std::string_view kNames[] = {"reinitialised", "same-signs", "shuffled", "other-seed"};
  return kNames[static_cast<std::size_t>(control)];
}

std::optional<Tickets> controls(const Setting& setting, const Tickets& tickets, Control control,
                                const nn::Network& target, Return to, const Stop& stop) {
  std::optional<Tickets> others;
  if (control == Control::other_seed) {
    others = other_tickets(setting, to, stop);
    if (!others) return std::nullopt;
  }
  Tickets result;
  for (const Ticket& ticket : others ? *others : tickets) {
    auto again =
        trained(ticket.asked, changed(setting, ticket, control, target), setting.trial, stop);
    if (!again) return std::nullopt;
    result.push_back(std::move(*again));
  }
  return result;
}

}  // namespace subnetworks
