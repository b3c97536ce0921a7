#include "studies/subnetworks/iterative.h"

#include <algorithm>
#include <utility>

#include "nn/pruning_scores.h"
#include "nn/survivors.h"
#include "studies/training/training_study.h"

namespace subnetworks {

std::optional<nn::Network> rewind_target(const Setting& setting, const nn::Network& initial,
                                         Return to, const Stop& stop) {
  nn::Network target = initial;
  if (to != Return::early) return target;
  task::Training training = training_of(setting.trial.cell);
  training.budget =
      std::min(training.budget, training.batch * setting.trial.cell.integer("rewind_step"));
  if (!training::train(target, setting.trial, training, stop)) return std::nullopt;
  return target;
}

std::optional<Tickets> iterative_tickets(const Setting& setting, const nn::Network& initial,
                                         const nn::Network& target, Return to, const Stop& stop) {
  base::Stream ties = setting.trial.stream("ties");
  auto before = trained(setting.parts.size(), pruned::PrunedNetwork(initial), setting.trial, stop);
  if (!before) return std::nullopt;
  Tickets tickets;
  for (const std::size_t count : setting.counts) {
    pruned::PrunedNetwork next = before->end;
    const auto scores =
        nn::part_scores(setting.parts, nn::magnitude_scores(next.network.parameters()));
    nn::prune(next.mask, setting.parts, scores, nn::live_count(next.mask, setting.parts) - count,
              nn::Scope::global, ties);
    if (to != Return::nothing) next.network = target;
    next.mask.apply(next.network.parameters());
    before = trained(count, std::move(next), setting.trial, stop);
    if (!before) return std::nullopt;
    tickets.push_back(*before);
  }
  return tickets;
}

}  // namespace subnetworks
