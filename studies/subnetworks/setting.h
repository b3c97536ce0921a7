#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "nn/network.h"
#include "nn/pruning.h"
#include "studies/harness/study.h"
#include "studies/pruned/pruned_network.h"
#include "studies/task/problem.h"
#include "studies/task/training.h"

/// Ways to sub-networks that are trained on their own, for the study `tickets`.
namespace subnetworks {

/// Whether a trial is to be given up; then functions return nothing.
using Stop = std::function<bool()>;

/// What the axes of a trial say, and the network that it starts from.
struct Setting {
  explicit Setting(const study::Trial& trial);

  const study::Trial& trial;
  task::Problem problem;
  nn::Biases biases;
  nn::Network initial;
  std::vector<nn::Part> parts;      ///< of any L(n, m) network of this width
  std::vector<std::size_t> counts;  ///< parts to keep in round 1, 2, ...; round_counts()
};

/// What each round keeps of `network`, the cell's: pruned::round_counts() down to the fewest known.
std::vector<std::size_t> round_counts(const study::Cell& cell, const nn::Network& network);

/// How each network of a trial is trained.
task::Training training_of(const study::Cell& cell);

/// A sub-network before and after it was trained on its own.
struct Ticket {
  std::size_t asked;            ///< parts to keep
  pruned::PrunedNetwork start;  ///< `spent`: on finding it
  pruned::PrunedNetwork end;
  pruned::TrainedRound round;
};
using Tickets = std::vector<Ticket>;

/// Trains `start` as the trial's axes say.
std::optional<Ticket> trained(std::size_t asked, pruned::PrunedNetwork start,
                              const study::Trial& trial, const Stop& stop);

}  // namespace subnetworks
