// How much of a trained network can be pruned with the same result?

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "base/check.h"
#include "nn/gradual_pruning.h"
#include "nn/init.h"
#include "nn/pruning_schedule.h"
#include "nn/survivors.h"
#include "nn/synflow.h"
#include "studies/harness/cli.h"
#include "studies/harness/join.h"
#include "studies/pruned/criterion.h"
#include "studies/pruned/fewest_known.h"
#include "studies/pruned/pruned_network.h"
#include "studies/pruned/round_counts.h"
#include "studies/training/training_study.h"

namespace {

constexpr const char* kDescription =
    "Each trial draws a network L(n, m) and trains it as the study `overcompleteness` does: round "
    "0. If that finds an exact one, it is pruned to fewer and fewer weights and trained again "
    "after each pruning, to see how far it stays exact; a trial that does not learn has one row. "
    "All criteria and schedules prune the same trained networks, trial for trial, and every "
    "training of a trial sees the same boards from the first on.\n"
    "\n"
    "A round keeps 1 - `round_share` of the weights that the round before it kept, down to a tenth "
    "of all and from there to the fewest with which a network of this form is known to be exact "
    "(`weights_known`): 13 for one "
    "step (20 at m = 1), which is also the proved minimum, and 32 for two (39 at m = 1), which is "
    "not. "
    "schedule = iterative: each round prunes what the last training left. one-shot: each round "
    "prunes the network of round 0, at once. exponential: likewise, but in 100 steps, each by "
    "the scores of what is left (Tanaka et al. 2020), with nothing trained between; only for "
    "criteria whose scores then change. gradual: the network of round 0 is trained on `retraining` "
    "boards, to the end, and pruned in 40 steps over the first three quarters of them, fast first "
    "and slow last (Zhu & Gupta 2017); with criteria magnitude and movement, and charged as if "
    "nothing had been pruned. Which of equal scores goes is drawn.\n"
    "\n"
    "criterion, what goes first. magnitude: the smallest, of all layers or (magnitude-layerwise) "
    "of each; sensitivity: |w dL/dw|; random; synflow; grasp (one step); displacement: nearest to "
    "its initial value; removal: that without which the loss L is smallest, computed weight by "
    "weight; filters: channels, the smallest by their sum of magnitudes, each layer losing the "
    "same share, down to 3 hidden channels a step; what reads them goes with them; movement (Sanh "
    "et al. 2020; gradual only): the sum of -w dL/dw over the steps of the training, but what is "
    "pruned stays so. L is the cross-entropy on all 512 windows alike, for two steps on 64 boards "
    "of density 0.5.\n"
    "\n"
    "survivors = keep: trained on from what they are; rewind: from their initial values. biases = "
    "prunable: they compete with the weights. `retraining`: boards of a round's training at most; "
    "its exactness is looked for as in `overcompleteness`. By default a training ends once that is "
    "found, often after 1,000 boards, so that weights may hardly have moved since they were drawn; "
    "train_until = budget trains on. A network in which no path of weights "
    "is left is not trained.\n"
    "\n"
    "A pruned network is exact if it is proved right on all windows. A row's costs are of its own "
    "training and, in the columns `total_`, of all that led to it.";

enum class Schedule { iterative, one_shot, exponential, gradual };

Schedule schedule_of(const study::Cell& cell) {
  const std::string& text = cell.text("schedule");
  return text == "iterative"  ? Schedule::iterative
         : text == "one-shot" ? Schedule::one_shot
         : text == "gradual"  ? Schedule::gradual
                              : Schedule::exponential;
}

nn::Biases biases_of(const study::Cell& cell) {
  return cell.text("biases") == "prunable" ? nn::Biases::prunable : nn::Biases::kept;
}

pruned::Criterion criterion_of(const study::Cell& cell) {
  return pruned::parse_criterion(cell.text("criterion"));
}

/// On as many boards as the axis `boards` says.
task::Training training_of(const study::Cell& cell, const char* boards) {
  task::Training training = training::training_of(cell);
  training.budget = cell.integer(boards);
  training.until_exact = cell.text("train_until") == "exact";
  return training;
}

/// How many parts each round keeps. A tenth of the weights is always among them.
std::vector<std::size_t> counts_of(const study::Cell& cell, const nn::Network& network) {
  const bool filters = criterion_of(cell) == pruned::Criterion::filters;
  const std::size_t parts = pruned::parts_of(criterion_of(cell), network, biases_of(cell)).size();
  const pruned::FewestKnown known = pruned::fewest_known(
      static_cast<int>(cell.integer("steps")), static_cast<int>(cell.integer("overcompleteness")));
  const std::size_t least =
      filters ? known.channels
              : known.weights + (biases_of(cell) == nn::Biases::prunable ? known.biases : 0);
  const double share = cell.real("round_share");
  return filters ? nn::iterative(parts, least, share) : pruned::round_counts(parts, least, share);
}

/// Prunes the networks of one trial.
class Pruner {
 public:
  Pruner(const study::Trial& trial, const nn::Network& initial)
      : schedule_(schedule_of(trial.cell)),
        criterion_(criterion_of(trial.cell)),
        survivors_(nn::parse_survivors(trial.cell.text("survivors"))),
        initialisation_(nn::parse_initialisation(trial.cell.text("initialisation"))),
        initial_(initial.parameters().begin(), initial.parameters().end()),
        parts_(pruned::parts_of(criterion_, initial, biases_of(trial.cell))),
        scorer_(criterion_, training::problem_of(trial.cell),
                pruned::Sample(training::problem_of(trial.cell), trial.stream("sample")), initial_,
                trial.stream("random scores")),
        ties_(trial.stream("ties")) {}

  /// Leaves `keep` parts of `pruned`, and of these what the axis `survivors` says.
  void prune(pruned::PrunedNetwork& pruned, std::size_t keep) {
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
        pruned::scope_of(criterion_), ties_);
    if (criterion_ == pruned::Criterion::filters) {
      pruned::prune_readers(pruned.network, pruned.mask);
    }
    // Neither keeping nor rewinding draws.
    nn::set_survivors(pruned.network, pruned.mask, survivors_, initial_, initialisation_, ties_);
  }

 private:
  Schedule schedule_;
  pruned::Criterion criterion_;
  nn::Survivors survivors_;
  nn::Initialisation initialisation_;
  std::vector<float> initial_;
  std::vector<nn::Part> parts_;
  pruned::Scorer scorer_;
  base::Stream ties_;
};

study::Row row_of(const study::Trial& trial, std::int64_t round, std::optional<std::size_t> asked,
                  const pruned::PrunedNetwork& pruned, const pruned::TrainedRound& trained) {
  const bool filters = criterion_of(trial.cell) == pruned::Criterion::filters;
  study::Row row = pruned::round_row(round, filters ? std::nullopt : asked, pruned, trained);
  const int steps = static_cast<int>(trial.cell.integer("steps"));
  const int overcompleteness = static_cast<int>(trial.cell.integer("overcompleteness"));
  row.push_back(filters && asked ? fmt::format("{}", *asked) : "");
  const bool life = training::problem_of(trial.cell).rule == life::Rule::conway();
  row.push_back(life ? fmt::format("{}", pruned::fewest_known(steps, overcompleteness).weights)
                     : "");
  return row;
}

std::vector<study::Column> columns() {
  std::vector<study::Column> columns = pruned::round_columns();
  columns.push_back(
      {"filters_asked", "channels", "hidden channels to be kept; empty for other criteria"});
  columns.push_back({"weights_known", "weights",
                     "the fewest with which a network of this form is known to be exact (biases "
                     "not counted); empty for rules other than Life"});
  return columns;
}

/// Trains `pruned`, of which nothing is pruned yet, and meanwhile leaves `keep` of its parts.
std::optional<pruned::TrainedRound> train_gradually(pruned::PrunedNetwork& pruned, std::size_t keep,
                                                    const study::Trial& trial,
                                                    const std::function<bool()>& stop) {
  constexpr int kPrunings = 40;
  task::Training training = training_of(trial.cell, "retraining");
  training.until_exact = false;
  const std::int64_t steps = training.budget / training.batch;
  const auto parts = nn::weight_parts(pruned.network, biases_of(trial.cell));
  const bool movement = criterion_of(trial.cell) == pruned::Criterion::movement;
  const auto pruning = std::make_shared<nn::GradualPruning>(
      pruned.mask, parts,
      nn::GradualOptions{movement ? nn::GradualScore::movement : nn::GradualScore::magnitude,
                         nn::gradual(parts.size(), keep, kPrunings),
                         std::max<std::int64_t>(1, 3 * steps / (4 * kPrunings))},
      task::make_optimiser(training.optimiser, training.learning_rate,
                           pruned.network.parameters().size()),
      trial.stream("ties"));
  training.own_optimiser = pruning;
  auto trained = pruned::train_round(pruned, trial, training, stop);
  pruned.mask = pruning->mask();
  return trained;
}

std::optional<study::Rows> run_trial(const study::Trial& trial, const std::function<bool()>& stop) {
  const nn::Network initial = training::initial_network(trial);
  pruned::PrunedNetwork dense(initial);
  const auto whole = pruned::train_round(dense, trial, training_of(trial.cell, "budget"), stop);
  if (!whole) return std::nullopt;
  study::Rows rows{row_of(trial, 0, std::nullopt, dense, *whole)};
  if (!whole->exact) return rows;
  const Schedule schedule = schedule_of(trial.cell);
  std::optional<Pruner> pruner;
  if (schedule != Schedule::gradual) pruner.emplace(trial, initial);
  pruned::PrunedNetwork last = dense;
  for (const std::size_t count : counts_of(trial.cell, initial)) {
    pruned::PrunedNetwork pruned = schedule == Schedule::iterative ? last : dense;
    if (pruner) pruner->prune(pruned, count);
    const auto trained =
        pruner ? pruned::train_round(pruned, trial, training_of(trial.cell, "retraining"), stop)
               : train_gradually(pruned, count, trial, stop);
    if (!trained) return std::nullopt;
    rows.push_back(row_of(trial, std::ssize(rows), count, pruned, *trained));
    last = std::move(pruned);
  }
  return rows;
}

void check_cell(const study::Cell& cell) {
  const pruned::Criterion criterion = criterion_of(cell);
  base::require(cell.integer("steps") <= 2,
                "steps {}: needs 1 or 2, for which networks are proved right", cell.text("steps"));
  base::require(criterion != pruned::Criterion::grasp || cell.integer("steps") == 1,
                "criterion grasp with steps {}: needs steps 1", cell.text("steps"));
  base::require(
      schedule_of(cell) != Schedule::exponential || pruned::depends_on_rest(criterion),
      "schedule exponential with criterion {}, whose scores do not change until something is "
      "trained: needs sensitivity, synflow, grasp or removal",
      cell.text("criterion"));
  const bool gradual = schedule_of(cell) == Schedule::gradual;
  base::require(!gradual || criterion == pruned::Criterion::magnitude ||
                    criterion == pruned::Criterion::movement,
                "schedule gradual with criterion {}: needs magnitude or movement",
                cell.text("criterion"));
  base::require(gradual || criterion != pruned::Criterion::movement,
                "criterion movement with schedule {}: needs gradual", cell.text("schedule"));
  base::require(!gradual || cell.text("survivors") == "keep",
                "schedule gradual with survivors {}: needs keep", cell.text("survivors"));
  base::require(criterion != pruned::Criterion::filters || cell.text("biases") == "kept",
                "criterion filters with biases {}: needs kept; a channel's bias goes with it",
                cell.text("biases"));
  base::require(cell.integer("retraining") >= cell.integer("batch"),
                "retraining {} with batch {}: needs a batch at least", cell.text("retraining"),
                cell.text("batch"));
}

double cost(const study::Cell& cell) {
  const nn::Network network = training::blank_network(cell);
  return training::training_cost(cell) + static_cast<double>(counts_of(cell, network).size()) *
                                             task::training_work(network,
                                                                 training::problem_of(cell),
                                                                 training_of(cell, "retraining"));
}

std::vector<study::Axis> axes() {
  std::vector<study::Axis> axes = training::training_axes({.overcompleteness = "2,3,4,8,16"});
  const std::vector<study::Axis> own{
      study::choice_axis("criterion", "by what is pruned", "magnitude", pruned::criterion_names()),
      study::choice_axis("schedule", "how the number of weights is reached", "iterative",
                         {"iterative", "one-shot", "exponential", "gradual"}),
      study::choice_axis("survivors", "what weights that were not pruned are trained on from",
                         "keep", {"keep", "rewind"}),
      study::choice_axis("biases", "whether they are pruned like weights", "kept",
                         {"kept", "prunable"}),
      study::choice_axis(
          "train_until",
          "whether trainings end when two checks in a row found the network exact, or "
          "go on until all boards are used",
          "exact", {"exact", "budget"}),
      study::real_axis("round_share", "of what is left that a round prunes", "0.2", 0.01, 0.99),
      study::integer_axis("retraining", "boards of a round's training at most", "50000", 1'024,
                          1'000'000'000)};
  std::ranges::copy(own, std::back_inserter(axes));
  return axes;
}

using Values = std::map<std::string, std::string>;

Values with(Values values, const Values& more) {
  values.insert(more.begin(), more.end());
  return values;
}

std::vector<study::Block> smoke() {
  const Values small{{"overcompleteness", "8"}, {"budget", "20000"}, {"retraining", "4000"}};
  return {{with(small, {{"criterion", "magnitude,random,filters"}}), 2},
          {with(small, {{"schedule", "one-shot"}, {"survivors", "rewind"}}), 2},
          {with(small, {{"schedule", "exponential"}, {"criterion", "synflow"}}), 2},
          {with(small, {{"schedule", "gradual"}, {"criterion", "movement"}}), 2}};
}

std::vector<study::Block> quick() {
  const Values some{{"overcompleteness", "4,8"}, {"budget", "200000"}, {"retraining", "50000"}};
  return {{with(some, {{"criterion", "magnitude,random,synflow"}}), 16},
          {with(some, {{"schedule", "one-shot"}}), 16}};
}

std::vector<study::Block> paper() {
  const Values one_step{{"budget", "200000"}};
  // Networks of two steps that are found exact again take up to some 80,000 boards.
  const Values two_steps{
      {"steps", "2"}, {"budget", "300000"}, {"round_share", "0.4"}, {"retraining", "100000"}};
  const Values both{{"criterion", "magnitude,random"}};
  std::vector<std::string> scored = pruned::criterion_names();
  std::erase(scored, "movement");
  return {{with(one_step, {{"criterion", study::join(scored, ",")}}), 64},
          {with(one_step, {{"schedule", "one-shot"}}), 64},
          {with(one_step, {{"schedule", "exponential"}, {"criterion", "sensitivity,synflow"}}), 64},
          {with(one_step, {{"schedule", "gradual"}, {"criterion", "magnitude,movement"}}), 64},
          {with(one_step, {{"survivors", "rewind"}}), 64},
          {with(one_step, {{"biases", "prunable"}}), 64},
          {with(one_step, {{"train_until", "budget"}}), 64},
          {with(with(two_steps, both), {{"overcompleteness", "6,8"}}), 16},
          {with(with(two_steps, both), {{"overcompleteness", "12"}}), 8},
          {with(two_steps, {{"overcompleteness", "6,8"}, {"criterion", "sensitivity"}}), 16}};
}

std::vector<study::Preset> presets() {
  return {{"smoke", "seconds: m = 8, 2 trials, every schedule, 4,000 boards a round", smoke()},
          {"quick", "a minute: m = 4 and 8, 16 trials, three criteria", quick()},
          {"paper",
           "an hour of one core: m = 2 to 16 with 64 trials, all criteria; two steps with 8 and 16",
           paper()}};
}

}  // namespace

int main(int argc, char** argv) {
  study::Study study;
  study.name = "pruning";
  study.revision = 1;
  study.title = "How much of a trained network can be pruned with the same result?";
  study.paper_figure = "none of Springer & Kenyon's";
  study.description = kDescription;
  study.axes = axes();
  study.check_cell = check_cell;
  study.columns = columns();
  study.success_column = "exact";
  study.several_rows = true;
  // All ways to prune see the same trained networks.
  for (const auto* stream : {"init", "data", "data density", "test", "test density", "sample"}) {
    for (const study::Axis& axis : training::training_axes()) {
      study.stream_axes[stream].push_back(axis.name);
    }
  }
  study.common_work = [axes = study.stream_axes["data"]](const study::Cell& cell) {
    return training::common_boards(cell, axes);
  };
  study.presets = presets();
  study.run = run_trial;
  study.relative_cost = cost;
  return study::run_main(study, argc, argv);
}
