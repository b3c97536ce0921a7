#include "studies/pruned/study_rounds.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "nn/gradual_pruning.h"
#include "nn/init.h"
#include "nn/pruning_schedule.h"
#include "nn/survivors.h"
#include "nn/synflow.h"
#include "studies/pruned/criterion.h"
#include "studies/pruned/pruning_study.h"
#include "studies/task/optimiser.h"
#include "studies/training/training_study.h"

namespace pruned {
namespace {

/// Prunes the networks of one trial.
class Pruner {
 public:
  Pruner(const study::Trial& trial, const nn::Network& initial)
      : schedule_(schedule_of(trial.cell)),
        criterion_(criterion_of(trial.cell)),
        survivors_(nn::parse_survivors(trial.cell.text("survivors"))),
        initialisation_(nn::parse_initialisation(trial.cell.text("initialisation"))),
        initial_(initial.parameters().begin(), initial.parameters().end()),
        parts_(parts_of(criterion_, initial, biases_of(trial.cell))),
        scorer_(criterion_, training::problem_of(trial.cell),
                Sample(training::problem_of(trial.cell), trial.stream("sample")), initial_,
                trial.stream("random scores")),
        ties_(trial.stream("ties")) {}

  /// Leaves `keep` parts of `pruned`, and of these what the axis `survivors` says.
  void prune(PrunedNetwork& pruned, std::size_t keep) {
    const std::size_t live = nn::live_count(pruned.mask, parts_);
    const auto counts = schedule_ == Schedule::exponential
                            ? nn::exponential(live, keep, nn::kSynflowRounds)
                            : nn::one_shot(live, keep);
    nn::prune_in_rounds(
        pruned.mask, parts_, counts,
        [&](const nn::Mask& mask) {
          mask.apply(pruned.network.parameters());
          return scorer_.scores(pruned.network, mask, parts_);
        },
        scope_of(criterion_), ties_);
    if (criterion_ == Criterion::filters) {
      prune_readers(pruned.network, pruned.mask);
    }
    // Neither keeping nor rewinding draws.
    nn::set_survivors(pruned.network, pruned.mask, survivors_, initial_, initialisation_, ties_);
  }

 private:
  Schedule schedule_;
  Criterion criterion_;
  nn::Survivors survivors_;
  nn::Initialisation initialisation_;
  std::vector<float> initial_;
  std::vector<nn::Part> parts_;
  Scorer scorer_;
  base::Stream ties_;
};

/// Trains `pruned`, of which nothing is pruned yet, and meanwhile leaves `keep` of its parts.
std::optional<TrainedRound> train_gradually(PrunedNetwork& pruned, std::size_t keep,
                                            const study::Trial& trial,
                                            const std::function<bool()>& stop) {
  task::Training training = training_of(trial.cell, "retraining");
  training.until_exact = false;
  const std::int64_t steps = training.budget / training.batch;
  const auto parts = nn::weight_parts(pruned.network, biases_of(trial.cell));
  const bool movement = criterion_of(trial.cell) == Criterion::movement;
  const auto pruning = std::make_shared<nn::GradualPruning>(
      pruned.mask, parts,
      nn::GradualOptions{movement ? nn::GradualScore::movement : nn::GradualScore::magnitude,
                         nn::gradual(parts.size(), keep, static_cast<int>(kGradualPrunings)),
                         3 * steps / (4 * kGradualPrunings)},
      task::make_optimiser(training.optimiser, training.learning_rate,
                           pruned.network.parameters().size()),
      trial.stream("ties"));
  training.own_optimiser = pruning;
  auto trained = train_round(pruned, trial, training, stop);
  pruned.mask = pruning->mask();
  return trained;
}

}  // namespace

bool run_rounds(const study::Trial& trial, const std::function<void(const StudyRound&)>& hand_over,
                const std::function<bool()>& stop) {
  const nn::Network initial = training::initial_network(trial);
  PrunedNetwork dense(initial);
  const auto whole = train_round(dense, trial, training_of(trial.cell, "budget"), stop);
  if (!whole) return false;
  hand_over({0, std::nullopt, dense, *whole});
  if (!whole->exact) return true;
  const Schedule schedule = schedule_of(trial.cell);
  std::optional<Pruner> pruner;
  if (schedule != Schedule::gradual) pruner.emplace(trial, initial);
  PrunedNetwork last = dense;
  std::int64_t number = 0;
  for (const std::size_t count : counts_of(trial.cell, initial)) {
    PrunedNetwork pruned = schedule == Schedule::iterative ? last : dense;
    if (pruner) pruner->prune(pruned, count);
    const auto trained =
        pruner ? train_round(pruned, trial, training_of(trial.cell, "retraining"), stop)
               : train_gradually(pruned, count, trial, stop);
    if (!trained) return false;
    hand_over({++number, count, pruned, *trained});
    last = std::move(pruned);
  }
  return true;
}

}  // namespace pruned
