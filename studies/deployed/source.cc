#include "studies/deployed/source.h"

#include <cmath>

#include "nn/pruning.h"
#include "nn/shrink.h"
#include "studies/harness/identity.h"
#include "studies/pruned/criterion.h"
#include "studies/pruned/pruned_network.h"
#include "studies/pruned/round_counts.h"
#include "studies/training/training_study.h"

namespace deployed {
namespace {

study::Cell cell_of(const study::Study& study, const study::Cell& cell) {
  std::vector<std::string> values;
  for (const study::Axis& axis : study.axes) values.push_back(cell.text(axis.name));
  return {study.axes, values};
}

}  // namespace

SourceTrial::SourceTrial(const study::Trial& trial)
    : study_(training::overcompleteness()),
      cell_(cell_of(study_, trial.cell)),
      trial_{study_, cell_, trial.base_seed, trial.index,
             study::trial_seed(study_, cell_.values(), trial.base_seed, trial.index)} {}

std::optional<Source> train(const SourceTrial& trial, const std::function<bool()>& stop) {
  nn::Network network = training::initial_network(trial.trial());
  const auto outcome = training::train(network, trial.trial(), stop);
  if (!outcome) return std::nullopt;
  return Source{std::move(network), outcome->window_errors.value()};
}

std::optional<Source> prune(const Source& trained, double percent, const SourceTrial& source,
                            const std::function<bool()>& stop) {
  const study::Trial& trial = source.trial();
  const task::Problem problem = training::problem_of(trial.cell);
  task::Training training = training::training_of(trial.cell);
  training.budget = kRetraining;
  training.until_exact = false;
  pruned::PrunedNetwork pruned(trained.network);
  const auto parts = nn::weight_parts(pruned.network, nn::Biases::kept);
  const auto least =
      static_cast<std::size_t>(std::llround(static_cast<double>(parts.size()) * percent / 100));
  pruned::Scorer scorer(pruned::Criterion::removal, problem,
                        pruned::Sample(problem, trial.stream("sample")), {},
                        trial.stream("random scores"));
  base::Stream ties = trial.stream("ties");
  std::int64_t window_errors = trained.window_errors;
  for (const std::size_t count : pruned::round_counts(parts.size(), least, kRoundShare)) {
    nn::prune(pruned.mask, parts, scorer.scores(pruned.network, pruned.mask, parts),
              nn::live_count(pruned.mask, parts) - count, nn::Scope::global, ties);
    pruned.mask.apply(pruned.network.parameters());
    const auto round = pruned::train_round(pruned, trial, training, stop);
    if (!round) return std::nullopt;
    window_errors = round->window_errors;
  }
  return Source{nn::shrink(pruned.network, nn::Inputs::zero_to_one), window_errors};
}

}  // namespace deployed
