#include "studies/subnetworks/early_bird.h"

#include <algorithm>
#include <utility>

#include "nn/early_bird.h"
#include "nn/pruning_scores.h"
#include "studies/task/optimiser.h"
#include "studies/training/training_study.h"

namespace subnetworks {
namespace {

struct Moment {
  std::vector<float> parameters;
  std::int64_t boards;  // trained on up to here
};

// Of the training of the initial network, the last one its end.
std::optional<std::vector<Moment>> moments(const Setting& setting, const Stop& stop) {
  nn::Network network = setting.initial;
  task::Training training = training_of(setting.trial.cell);
  const std::int64_t period = setting.trial.cell.integer("mask_interval");
  const auto recorder = std::make_shared<Recorder>(
      task::make_optimiser(training.optimiser, training.learning_rate, network.parameters().size()),
      period);
  training.own_optimiser = recorder;
  const auto outcome = training::train(network, setting.trial, training, stop);
  if (!outcome) return std::nullopt;
  std::vector<Moment> result;
  for (const auto& copy : recorder->copies()) {
    result.push_back({copy, training.batch * period * (std::ssize(result) + 1)});
  }
  const auto end = network.parameters();
  result.push_back({{end.begin(), end.end()}, outcome->boards_trained});
  return result;
}

nn::Mask magnitude_mask(const Setting& setting, std::span<const float> parameters,
                        std::size_t keep) {
  nn::Mask mask(parameters.size());
  base::Stream ties = setting.trial.stream("ties");
  nn::prune(mask, setting.parts, nn::part_scores(setting.parts, nn::magnitude_scores(parameters)),
            setting.parts.size() - keep, nn::Scope::global, ties);
  return mask;
}

pruned::PrunedNetwork drawn(const Setting& setting, const std::vector<Moment>& moments,
                            std::size_t keep) {
  pruned::PrunedNetwork start(setting.initial);
  nn::EarlyBird early_bird(setting.parts.size());
  for (const Moment& moment : moments) {
    const nn::Mask mask = magnitude_mask(setting, moment.parameters, keep);
    if (!early_bird.add(mask) && &moment != &moments.back()) continue;
    start.spent += pruned::training_cost(start.network, start.mask, moment.boards);
    start.mask = mask;
    std::ranges::copy(moment.parameters, start.network.parameters().begin());
    mask.apply(start.network.parameters());
    break;
  }
  return start;
}

}  // namespace

Recorder::Recorder(std::unique_ptr<nn::Optimizer> inner, std::int64_t period)
    : WrappedOptimizer(std::move(inner)), period_(period) {}

void Recorder::step(std::span<float> parameters, std::span<const float> gradient,
                    std::span<const float> mask) {
  inner().step(parameters, gradient, mask);
  if (++steps_ % period_ == 0) copies_.emplace_back(parameters.begin(), parameters.end());
}

std::optional<Tickets> early_bird_tickets(const Setting& setting, const Stop& stop) {
  const auto seen = moments(setting, stop);
  if (!seen) return std::nullopt;
  Tickets tickets;
  for (const std::size_t count : setting.counts) {
    auto ticket = trained(count, drawn(setting, *seen, count), setting.trial, stop);
    if (!ticket) return std::nullopt;
    tickets.push_back(std::move(*ticket));
  }
  return tickets;
}

}  // namespace subnetworks
