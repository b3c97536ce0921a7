// How much of a trained network can be pruned with the same result?

#include <fmt/core.h>

#include "base/check.h"
#include "studies/harness/cli.h"
#include "studies/harness/join.h"
#include "studies/pruned/criterion.h"
#include "studies/pruned/fewest_known.h"
#include "studies/pruned/pruned_network.h"
#include "studies/pruned/pruning_study.h"
#include "studies/pruned/study_rounds.h"
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

study::Row row_of(const study::Cell& cell, const pruned::StudyRound& round) {
  const bool filters = pruned::criterion_of(cell) == pruned::Criterion::filters;
  study::Row row = pruned::round_row(round.number, filters ? std::nullopt : round.asked,
                                     round.network, round.trained);
  const int steps = static_cast<int>(cell.integer("steps"));
  const int overcompleteness = static_cast<int>(cell.integer("overcompleteness"));
  row.push_back(filters && round.asked ? fmt::format("{}", *round.asked) : "");
  const bool life = training::problem_of(cell).rule == life::Rule::conway();
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

std::optional<study::Rows> run_trial(const study::Trial& trial, const std::function<bool()>& stop) {
  study::Rows rows;
  const auto hand_over = [&](const pruned::StudyRound& round) {
    rows.push_back(row_of(trial.cell, round));
  };
  if (!pruned::run_rounds(trial, hand_over, stop)) return std::nullopt;
  return rows;
}

void check_cell(const study::Cell& cell) {
  const pruned::Criterion criterion = pruned::criterion_of(cell);
  base::require(cell.integer("steps") <= 2,
                "steps {}: needs 1 or 2, for which networks are proved right", cell.text("steps"));
  base::require(criterion != pruned::Criterion::grasp || cell.integer("steps") == 1,
                "criterion grasp with steps {}: needs steps 1", cell.text("steps"));
  base::require(
      pruned::schedule_of(cell) != pruned::Schedule::exponential ||
          pruned::depends_on_rest(criterion),
      "schedule exponential with criterion {}, whose scores do not change until something is "
      "trained: needs sensitivity, synflow, grasp or removal",
      cell.text("criterion"));
  const bool gradual = pruned::schedule_of(cell) == pruned::Schedule::gradual;
  base::require(!gradual || criterion == pruned::Criterion::magnitude ||
                    criterion == pruned::Criterion::movement,
                "schedule gradual with criterion {}: needs magnitude or movement",
                cell.text("criterion"));
  base::require(gradual || criterion != pruned::Criterion::movement,
                "criterion movement with schedule {}: needs gradual", cell.text("schedule"));
  base::require(!gradual || cell.text("survivors") == "keep",
                "schedule gradual with survivors {}: needs keep", cell.text("survivors"));
  const std::int64_t steps = cell.integer("retraining") / cell.integer("batch");
  base::require(!gradual || steps >= pruned::kGradualSteps,
                "schedule gradual with retraining {} and batch {}: needs {} batches at least, of "
                "which the first three quarters have room for {} prunings",
                cell.text("retraining"), cell.text("batch"), pruned::kGradualSteps,
                pruned::kGradualPrunings);
  base::require(criterion != pruned::Criterion::filters || cell.text("biases") == "kept",
                "criterion filters with biases {}: needs kept; a channel's bias goes with it",
                cell.text("biases"));
  base::require(cell.integer("retraining") >= cell.integer("batch"),
                "retraining {} with batch {}: needs a batch at least", cell.text("retraining"),
                cell.text("batch"));
}

double cost(const study::Cell& cell) {
  const nn::Network network = training::blank_network(cell);
  return training::training_cost(cell) +
         static_cast<double>(pruned::counts_of(cell, network).size()) *
             task::training_work(network, training::problem_of(cell),
                                 pruned::training_of(cell, "retraining"));
}

using study::Values;
using study::with;

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
           "an hour and a quarter of one core: m = 2 to 16 with 64 trials, all criteria; two steps "
           "with 8 and 16",
           paper()}};
}

}  // namespace

int main(int argc, char** argv) {
  study::Study study = pruned::pruning_study();
  study.title = "How much of a trained network can be pruned with the same result?";
  study.paper_figure = "none of Springer & Kenyon's";
  study.description = kDescription;
  study.check_cell = check_cell;
  study.columns = columns();
  study.success_column = "exact";
  study.presets = presets();
  study.run = run_trial;
  study.relative_cost = cost;
  return study::run_main(study, argc, argv);
}
