#include "studies/subnetworks/tickets_study.h"

#include <algorithm>
#include <iterator>

#include "studies/training/training_study.h"

namespace subnetworks {
namespace {

std::vector<study::Axis> axes() {
  std::vector<study::Axis> axes = training::training_axes({.overcompleteness = "4,8"});
  const std::vector<study::Axis> own{
      study::choice_axis(
          "method", "how the sub-network is found", "imp",
          {"imp", "imp-late", "fine-tuned", "snip", "grasp", "synflow", "magnitude", "random",
           "random-layers", "supermask", "early-bird", "set", "rigl", "small"}),
      study::choice_axis("controls",
                         "whether each ticket is also trained with one thing changed: imp and "
                         "imp-late only",
                         "no", {"no", "yes"}),
      study::choice_axis("biases", "whether they are pruned like weights", "kept",
                         {"kept", "prunable"}),
      study::choice_axis("train_until",
                         "whether trainings end when two checks in a row found the network exact, "
                         "or go on until all boards are used",
                         "exact", {"exact", "budget"}),
      study::real_axis("round_share", "of what is left that a round prunes", "0.2", 0.01, 0.99),
      study::integer_axis("rewind_step", "of training, that imp-late goes back to", "500", 1,
                          1'000'000),
      study::integer_axis("mask_interval", "steps between the masks that early-bird looks at",
                          "125", 1, 1'000'000),
      study::integer_axis("update_period", "steps between the updates of set and rigl", "100", 1,
                          1'000'000)};
  std::ranges::copy(own, std::back_inserter(axes));
  return axes;
}

}  // namespace

study::Study tickets_study() {
  study::Study study;
  study.name = "tickets";
  study.revision = 1;
  study.axes = axes();
  study.several_rows = true;
  for (const auto* stream : {"init", "other init"}) {
    study.stream_axes[stream] = {"steps", "overcompleteness", "initialisation"};
  }
  training::share_boards(study);
  return study;
}

}  // namespace subnetworks
