// How little of a network that learned Life must change for it to compute another rule?

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>

#include "base/check.h"
#include "nn/footprint.h"
#include "nn/freezing.h"
#include "nn/pruning_scores.h"
#include "nn/weight_delta.h"
#include "studies/harness/cli.h"
#include "studies/pruned/pruned_network.h"
#include "studies/pruned/sample.h"
#include "studies/training/training_study.h"

namespace {

constexpr const char* kDescription =
    "Each trial draws a network L(n, m) and trains it on Life (B3/S23) as the study "
    "`overcompleteness` does: the base, the trial's first row. If that finds an exact one, the "
    "base is trained on with another rule, the axis `rule`, all parameters free: round 0. If this "
    "finds an exact one too, parameters, weights and biases alike, are sent back to the base, to "
    "the bit, and frozen there, and the others are trained on from what they are: so on, round by "
    "round, to "
    "the fewest parameters by which a network exact on the rule differs from one exact on Life. "
    "Such a network can be stored as the base and a delta: which parameters differ, and their "
    "values (nn/weight_delta.h).\n"
    "\n"
    "A round sends back `round_share` of the parameters that are free, rounded and at least one. "
    "After a round that does not end with an exact network its parameters are free again, and from "
    "then on rounds send back half as many; a trial ends when sending back a single one fails, or "
    "one is left. So a trial's last rows are failures, and no result says that no fewer would do.\n"
    "\n"
    "method, which go back first. moved: those nearest to the base, |w - w0|, after the last exact "
    "round (magnitude pruning of the difference); gradient: those of the smallest |dL/dw| at the "
    "base, L the cross-entropy of the rule on all 512 windows alike (two steps: on 64 boards of "
    "density 0.5); random. Which of equal scores goes is drawn. scratch: the control, a network "
    "trained on the rule from the values that the base's training began with; one row.\n"
    "\n"
    "All methods and rules of a trial have the same base, and every training of a trial sees the "
    "same boards from the first on. `budget`: boards of the base's training, of round 0 and of "
    "scratch at most; `retraining`: of later rounds. An optimiser begins each round anew. A "
    "network is exact if it is proved right on all windows; the success rate that a run prints is "
    "of first rows: how many bases learned Life, or, of scratch, the rule. multiply_adds are as if "
    "nothing were frozen: nothing is saved on frozen parameters here.\n"
    "\n"
    "The rules are well-known ones of outer-totalistic automata: HighLife B36/S23, Day & Night "
    "B3678/S34678, Seeds B2/S, Life without Death B3/S012345678, Maze B3/S12345, Replicator "
    "B1357/S1357, 34 Life B34/S34, Diamoeba B35678/S5678, 2x2 B36/S125, Morley B368/S245, Anneal "
    "B4678/S35678.";

constexpr const char* kRules =
    "B36/S23,B3678/S34678,B2/S,B3/S012345678,B3/S12345,B1357/S1357,B34/S34,B35678/S5678,B36/S125,"
    "B368/S245,B4678/S35678";

enum class Method { moved, gradient, random, scratch };

Method method_of(const study::Cell& cell) {
  const std::string& text = cell.text("method");
  return text == "moved"      ? Method::moved
         : text == "gradient" ? Method::gradient
         : text == "random"   ? Method::random
                              : Method::scratch;
}

/// The same trial with Life for its rule: its streams are the same.
study::Cell life_cell(const study::Trial& trial) {
  std::vector<std::string> values = trial.cell.values();
  const auto& axes = trial.study.axes;
  const auto rule = std::ranges::find(axes, "rule", &study::Axis::name) - axes.begin();
  values[static_cast<std::size_t>(rule)] = life::Rule::conway().to_string();
  return {axes, std::move(values)};
}

std::string number(auto value) { return fmt::format("{}", value); }
std::string flag(bool value) { return value ? "1" : "0"; }

/// What a row says of a training, whatever it began with.
struct Stage {
  const char* name;
  std::string round, free, base_boards;
};

study::Row row_of(const Stage& stage, const pruned::PrunedNetwork& trained,
                  const pruned::TrainedRound& round) {
  return {stage.name,
          stage.round,
          number(trained.network.parameters().size()),
          stage.free,
          flag(round.exact_before),
          flag(round.exact),
          std::string(task::to_string(round.outcome->ending)),
          number(round.window_errors),
          number(round.outcome->boards),
          number(round.cost.multiply_adds),
          number(round.executed_multiply_adds),
          stage.base_boards,
          number(trained.spent.boards),
          number(trained.spent.multiply_adds),
          number(nn::footprint(trained.network).dense_bytes)};
}

/// changed, delta_bytes, restored: of what is stored of `tuned` beside the base.
study::Row stored_fields(std::span<const float> base, std::span<const float> tuned) {
  const std::string delta = nn::encode_delta(base, tuned);
  const std::vector<float> restored = nn::decode_delta(base, delta);
  return {number(nn::changed_count(base, tuned)), number(delta.size()),
          flag(nn::changed_count(restored, tuned) == 0)};
}

const study::Row kNothingStored{"", "", ""};

/// A network that computes the rule of a trial, on its way back to the base.
struct Variant {
  pruned::PrunedNetwork trained;  ///< nothing pruned
  nn::Mask free;                  ///< live: not frozen
};

/// Trains a trial's base on its rule with fewer and fewer parameters.
class FineTuning {
 public:
  FineTuning(const study::Trial& trial, const nn::Network& base, std::int64_t base_boards)
      : trial_(trial),
        method_(method_of(trial.cell)),
        base_(base.parameters().begin(), base.parameters().end()),
        base_boards_(number(base_boards)),
        parts_(nn::weight_parts(base, nn::Biases::prunable)),
        ties_(trial.stream("ties")),
        lots_(trial.stream("random scores")) {
    if (method_ != Method::gradient) return;
    const task::Problem problem = training::problem_of(trial.cell);
    for (const float slope : pruned::Sample(problem, trial.stream("sample")).gradient(base)) {
      gradient_.push_back(std::abs(slope));
    }
  }

  /// A row a round, from 0 on.
  std::optional<study::Rows> run(const nn::Network& base, const std::function<bool()>& stop) {
    Variant last{pruned::PrunedNetwork(base), nn::Mask(base_.size())};
    study::Rows rows;
    const auto tune = [&](Variant& variant) -> std::optional<bool> {
      const auto round = train(variant, std::ssize(rows), stop);
      if (!round) return std::nullopt;
      rows.push_back(row(variant, std::ssize(rows), *round));
      return round->exact;
    };
    const auto learned = tune(last);
    if (!learned) return std::nullopt;
    if (!*learned) return rows;
    int failures = 0;
    while (last.free.live_count() > 1) {
      const std::size_t back = count_back(last.free.live_count(), failures);
      Variant next = last;
      nn::prune(next.free, parts_, scores(last), back, nn::Scope::global, ties_);
      const auto exact = tune(next);
      if (!exact) return std::nullopt;
      if (*exact) {
        last = std::move(next);
        continue;
      }
      if (back == 1) break;
      ++failures;
      last.trained.spent = next.trained.spent;
    }
    return rows;
  }

 private:
  std::size_t count_back(std::size_t free, int failures) const {
    const double share = trial_.cell.real("round_share") * std::ldexp(1., -failures);
    const auto back = static_cast<std::size_t>(std::lround(share * static_cast<double>(free)));
    return std::clamp<std::size_t>(back, 1, free - 1);
  }

  std::vector<double> scores(const Variant& variant) {
    const std::span<const float> parameters = variant.trained.network.parameters();
    return nn::part_scores(parts_, method_ == Method::gradient ? gradient_
                                   : method_ == Method::random
                                       ? nn::random_scores(base_.size(), lots_)
                                       : nn::displacement_scores(parameters, base_));
  }

  std::optional<pruned::TrainedRound> train(Variant& variant, std::ptrdiff_t round,
                                            const std::function<bool()>& stop) const {
    task::Training training = training::training_of(trial_.cell);
    if (round > 0) training.budget = trial_.cell.integer("retraining");
    const auto freezing = std::make_shared<nn::Freezing>(
        variant.free, base_,
        task::make_optimiser(training.optimiser, training.learning_rate, base_.size()));
    freezing->rewind(variant.trained.network.parameters());
    training.own_optimiser = freezing;
    return pruned::train_round(variant.trained, trial_, training, stop);
  }

  study::Row row(const Variant& variant, std::ptrdiff_t round,
                 const pruned::TrainedRound& trained) const {
    const Stage stage{"fine-tuned", number(round), number(variant.free.live_count()), base_boards_};
    return study::joined(row_of(stage, variant.trained, trained),
                         stored_fields(base_, variant.trained.network.parameters()));
  }

  const study::Trial& trial_;
  Method method_;
  std::vector<float> base_;
  std::string base_boards_;
  std::vector<nn::Part> parts_;
  base::Stream ties_, lots_;
  std::vector<double> gradient_;
};

std::optional<study::Rows> run_trial(const study::Trial& trial, const std::function<bool()>& stop) {
  const bool scratch = method_of(trial.cell) == Method::scratch;
  const study::Cell life = life_cell(trial);
  const study::Trial on_life{trial.study, life, trial.base_seed, trial.index, trial.seed};
  pruned::PrunedNetwork first(training::initial_network(trial));
  const auto round = pruned::train_round(first, scratch ? trial : on_life,
                                         training::training_of(trial.cell), stop);
  if (!round) return std::nullopt;
  const Stage stage{scratch ? "scratch" : "base", "", "", ""};
  study::Rows rows{study::joined(row_of(stage, first, *round), kNothingStored)};
  if (scratch || !round->exact) return rows;
  const auto tuned = FineTuning(trial, first.network, first.spent.boards).run(first.network, stop);
  if (!tuned) return std::nullopt;
  std::ranges::copy(*tuned, std::back_inserter(rows));
  return rows;
}

std::vector<study::Column> columns() {
  return {
      {"stage", "",
       "what the row's training began with. base: initial values, and it is on Life; fine-tuned: "
       "the base, or the network of the last exact round; scratch: initial values"},
      {"round", "", "of fine-tuning: 0 is the first, with all parameters free; else empty"},
      {"parameters", "", "weights and biases of the network"},
      {"parameters_free", "parameters",
       "fine-tuned: that the training may change; the others are the base's; else empty"},
      {"exact_before", "",
       "1 if the network that the training began with, frozen parameters at the base's values, was "
       "proved right on all windows, else 0"},
      {"exact", "", "1 if it is after that training, else 0"},
      {"ending", "",
       "of this training. solved: two checks in a row found it exact; budget: all boards used; "
       "dead, diverged: as in `overcompleteness`"},
      {"window_errors", "windows",
       "that it gets wrong after the training, of 512 for one step and of 2^25 for two (dead-edge: "
       "and of those at edges and corners)"},
      {"boards", "boards",
       "of this training when the network was first found exact; if it was not, all"},
      {"multiply_adds", "multiply-adds",
       "of this training, forward and backward, until it ended (the second check included), had "
       "every cell been convolved"},
      {"executed_multiply_adds", "multiply-adds",
       "multiply_adds as computed, of one step on 512 windows a batch"},
      {"base_boards", "boards",
       "fine-tuned: that the base was trained on, second check included; else empty"},
      {"total_boards", "boards",
       "that led to this network, second checks and failed rounds included, without the base's"},
      {"total_multiply_adds", "multiply-adds", "multiply_adds of the same trainings"},
      {"network_bytes", "bytes", "the whole network, 4 a parameter"},
      {"parameters_changed", "parameters",
       "fine-tuned: whose bits are not the base's, after the training; else empty"},
      {"delta_bytes", "bytes",
       "fine-tuned: a mask and the values of what has changed, ceil(parameters / 8) + 4 "
       "parameters_changed; without the base; else empty"},
      {"restored", "",
       "fine-tuned: 1 if base and delta, as encoded in these bytes, give this network back bit for "
       "bit, else 0; else empty"},
  };
}

void check_cell(const study::Cell& cell) {
  base::require(cell.integer("steps") <= 2,
                "steps {}: needs 1 or 2, for which networks are proved right", cell.text("steps"));
  base::require(cell.integer("retraining") >= cell.integer("batch"),
                "retraining {} with batch {}: needs a batch at least", cell.text("retraining"),
                cell.text("batch"));
}

double cost(const study::Cell& cell) {
  const double whole = training::training_cost(cell);
  if (method_of(cell) == Method::scratch) return whole;
  const nn::Network network = training::blank_network(cell);
  task::Training training = training::training_of(cell);
  training.budget = cell.integer("retraining");
  const double rounds = std::log(static_cast<double>(network.parameters().size())) /
                        -std::log1p(-cell.real("round_share"));
  return 2 * whole + rounds * task::training_work(network, training::problem_of(cell), training);
}

std::vector<study::Axis> axes() {
  std::vector<study::Axis> axes = training::training_axes({.overcompleteness = "2,4,8"});
  study::Axis& rule = *std::ranges::find(axes, "rule", &study::Axis::name);
  rule.description = "the automaton's rule that is learned from Life, or from scratch";
  rule.default_values = kRules;
  const std::vector<study::Axis> own{
      study::choice_axis("method", "what goes back to the base first, or the control", "moved",
                         {"moved", "gradient", "random", "scratch"}),
      study::real_axis("round_share", "of the free parameters that a round sends back", "0.2", 0.01,
                       0.99),
      study::integer_axis("retraining", "boards of a round's training at most, after round 0",
                          "50000", 1'024, 1'000'000'000)};
  std::ranges::copy(own, std::back_inserter(axes));
  return axes;
}

std::vector<study::Preset> presets() {
  const char* all = "moved,gradient,random,scratch";
  return {{"smoke",
           "seconds: m = 8, two rules, 2 trials, every method",
           {{{{"overcompleteness", "8"},
              {"rule", "B3/S12345,B34/S34"},
              {"budget", "20000"},
              {"retraining", "4000"},
              {"method", all}},
             2}}},
          {"quick",
           "a minute: m = 4 and 8, all rules, 8 trials, sent back as moved; from scratch",
           {{{{"overcompleteness", "4,8"},
              {"budget", "200000"},
              {"retraining", "20000"},
              {"method", "moved,scratch"}},
             8}}},
          {"paper",
           "seven minutes of one core: m = 2, 4 and 8, all rules, 20 trials, every method",
           {{{{"budget", "200000"}, {"method", all}}, 20}}}};
}

}  // namespace

int main(int argc, char** argv) {
  study::Study study;
  study.name = "fine_tuning";
  study.revision = 1;
  study.title = "How little must change for a network of Life to compute another rule?";
  study.paper_figure = "none of Springer & Kenyon's";
  study.description = kDescription;
  study.axes = axes();
  study.check_cell = check_cell;
  study.columns = columns();
  study.success_column = "exact";
  study.several_rows = true;
  study.stream_axes["init"] = {"steps", "overcompleteness", "initialisation"};
  training::share_boards(study);
  study.presets = presets();
  study.run = run_trial;
  study.relative_cost = cost;
  return study::run_main(study, argc, argv);
}
