#include "studies/subnetworks/changing_mask.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "nn/edge_popup.h"
#include "studies/subnetworks/at_initialisation.h"
#include "studies/task/optimiser.h"
#include "studies/training/training_study.h"

namespace subnetworks {
namespace {

std::unique_ptr<nn::Optimizer> optimiser(const Setting& setting) {
  const task::Training training = training_of(setting.trial.cell);
  return task::make_optimiser(training.optimiser, training.learning_rate,
                              setting.initial.parameters().size());
}

// Trains `start`, whose mask Own's steps change.
template <class Own>
std::optional<Ticket> trained_by(std::shared_ptr<Own> own, std::size_t count,
                                 pruned::PrunedNetwork start, const Setting& setting,
                                 const Stop& stop) {
  start.mask = own->mask();
  task::Training training = training_of(setting.trial.cell);
  training.own_optimiser = own;
  pruned::PrunedNetwork end = start;
  auto round = pruned::train_round(end, setting.trial, training, stop);
  if (!round) return std::nullopt;
  end.mask = own->mask();
  return Ticket{count, std::move(start), std::move(end), std::move(*round)};
}

}  // namespace

std::optional<Tickets> supermasks(const Setting& setting, const Stop& stop) {
  Tickets tickets;
  for (const std::size_t count : setting.counts) {
    base::Stream scores = setting.trial.stream("scores");
    const auto popup = std::make_shared<nn::EdgePopup>(setting.initial, setting.parts, count,
                                                       optimiser(setting), scores);
    pruned::PrunedNetwork start(setting.initial);
    popup->apply(start.network.parameters());
    auto ticket = trained_by(popup, count, std::move(start), setting, stop);
    if (!ticket) return std::nullopt;
    tickets.push_back(std::move(*ticket));
  }
  return tickets;
}

std::optional<Tickets> dynamic_tickets(const Setting& setting, nn::Growth growth,
                                       const Stop& stop) {
  const task::Training training = training_of(setting.trial.cell);
  const std::int64_t steps = training.budget / training.batch;
  Tickets tickets;
  for (const std::size_t count : setting.counts) {
    const nn::DynamicSparsityOptions options{.growth = growth,
                                             .last_step = std::max<std::int64_t>(1, 3 * steps / 4),
                                             .period = setting.trial.cell.integer("update_period")};
    const auto own = std::make_shared<nn::DynamicSparsity>(
        mask_at_initialisation(setting, setting.initial, Criterion::random_layers, count),
        setting.parts, options, optimiser(setting), setting.trial.stream("growth"));
    pruned::PrunedNetwork start(setting.initial);
    own->mask().apply(start.network.parameters());
    auto ticket = trained_by(own, count, std::move(start), setting, stop);
    if (!ticket) return std::nullopt;
    tickets.push_back(std::move(*ticket));
  }
  return tickets;
}

}  // namespace subnetworks
