#include "studies/subnetworks/setting.h"

#include <utility>

#include "studies/pruned/fewest_known.h"
#include "studies/pruned/pruning_study.h"
#include "studies/pruned/round_counts.h"
#include "studies/training/training_study.h"

namespace subnetworks {

namespace {

std::size_t fewest(const study::Cell& cell) {
  const pruned::FewestKnown known = pruned::fewest_known(
      static_cast<int>(cell.integer("steps")), static_cast<int>(cell.integer("overcompleteness")));
  return known.weights + (pruned::biases_of(cell) == nn::Biases::prunable ? known.biases : 0);
}

}  // namespace

Setting::Setting(const study::Trial& of)
    : trial(of),
      problem(training::problem_of(of.cell)),
      biases(pruned::biases_of(of.cell)),
      initial(training::initial_network(of)),
      parts(nn::weight_parts(initial, biases)),
      counts(round_counts(of.cell, initial)) {}

std::vector<std::size_t> round_counts(const study::Cell& cell, const nn::Network& network) {
  return pruned::round_counts(nn::weight_parts(network, pruned::biases_of(cell)).size(),
                              fewest(cell), cell.real("round_share"));
}

task::Training training_of(const study::Cell& cell) {
  task::Training training = training::training_of(cell);
  training.until_exact = cell.text("train_until") == "exact";
  return training;
}

std::optional<Ticket> trained(std::size_t asked, pruned::PrunedNetwork start,
                              const study::Trial& trial, const Stop& stop) {
  pruned::PrunedNetwork end = start;
  auto round = pruned::train_round(end, trial, training_of(trial.cell), stop);
  if (!round) return std::nullopt;
  return Ticket{asked, std::move(start), std::move(end), std::move(*round)};
}

}  // namespace subnetworks
