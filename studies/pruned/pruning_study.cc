#include "studies/pruned/pruning_study.h"

#include <algorithm>
#include <iterator>

#include "nn/pruning_schedule.h"
#include "studies/pruned/fewest_known.h"
#include "studies/pruned/round_counts.h"
#include "studies/training/training_study.h"

namespace pruned {
namespace {

std::vector<study::Axis> axes() {
  std::vector<study::Axis> axes = training::training_axes({.overcompleteness = "2,3,4,8,16"});
  const std::vector<study::Axis> own{
      study::choice_axis("criterion", "by what is pruned", "magnitude", criterion_names()),
      study::choice_axis("schedule", "how the number of weights is reached", "iterative",
                         {"iterative", "one-shot", "exponential", "gradual"}),
      study::choice_axis("survivors", "what weights that were not pruned are trained on from",
                         "keep", {"keep", "rewind"})};
  std::ranges::copy(own, std::back_inserter(axes));
  std::ranges::copy(round_axes(), std::back_inserter(axes));
  axes.push_back(study::integer_axis("retraining", "boards of a round's training at most", "50000",
                                     1'024, 1'000'000'000));
  return axes;
}

}  // namespace

std::vector<study::Axis> round_axes() {
  return {
      study::choice_axis("biases", "whether they are pruned like weights", "kept",
                         {"kept", "prunable"}),
      study::choice_axis(
          "train_until",
          "whether trainings end when two checks in a row found the network exact, or "
          "go on until all boards are used",
          "exact", {"exact", "budget"}),
      study::real_axis("round_share", "of what is left that a round prunes", "0.2", 0.01, 0.99)};
}

study::Study pruning_study() {
  study::Study study;
  study.name = "pruning";
  study.revision = 1;
  study.axes = axes();
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
  return study;
}

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

Criterion criterion_of(const study::Cell& cell) { return parse_criterion(cell.text("criterion")); }

task::Training training_of(const study::Cell& cell, const char* boards) {
  task::Training training = training::training_of(cell);
  training.budget = cell.integer(boards);
  training.until_exact = cell.text("train_until") == "exact";
  return training;
}

std::vector<std::size_t> counts_of(const study::Cell& cell, const nn::Network& network) {
  const bool filters = criterion_of(cell) == Criterion::filters;
  const std::size_t parts = parts_of(criterion_of(cell), network, biases_of(cell)).size();
  const FewestKnown known = fewest_known(static_cast<int>(cell.integer("steps")),
                                         static_cast<int>(cell.integer("overcompleteness")));
  const std::size_t least =
      filters ? known.channels
              : known.weights + (biases_of(cell) == nn::Biases::prunable ? known.biases : 0);
  const double share = cell.real("round_share");
  return filters ? nn::iterative(parts, least, share) : round_counts(parts, least, share);
}

}  // namespace pruned
