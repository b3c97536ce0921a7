#include "studies/subnetworks/changing_mask.h"

#include <algorithm>
#include <cmath>
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

// The trial's network with weights of one size a layer, sqrt(2 / (share fan_in)), and the signs
// that they have: the "signed Kaiming constant" of Ramanujan et al., scaled to the share that is
// kept as their code can. Under PyTorch's smaller weights all masks give nearly one constant.
// Biases, which their networks lack, stay as drawn.
nn::Network with_signed_constants(const Setting& setting, std::size_t keep) {
  const double share = static_cast<double>(keep) / static_cast<double>(setting.parts.size());
  nn::Network network = setting.initial;
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    if (!nn::is_linear(network.layers()[k])) continue;
    const auto size = static_cast<float>(std::sqrt(2 / (share * nn::fan_in(network.layers()[k]))));
    for (float& weight :
         network.parameters().subspan(network.weights_begin(k), network.weights(k).size())) {
      weight = std::copysign(size, weight);
    }
  }
  return network;
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
    pruned::PrunedNetwork start(with_signed_constants(setting, count));
    const auto popup = std::make_shared<nn::EdgePopup>(start.network, setting.parts, count,
                                                       optimiser(setting), scores);
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
