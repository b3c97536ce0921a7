#include "studies/subnetworks/tickets_study.h"

#include <algorithm>
#include <iterator>

#include "studies/pruned/pruning_study.h"
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
                         "no", {"no", "yes"})};
  std::ranges::copy(own, std::back_inserter(axes));
  std::ranges::copy(pruned::round_axes(), std::back_inserter(axes));
  const std::vector<study::Axis> of_methods{
      study::integer_axis("rewind_step", "of training, that imp-late goes back to", "500", 1,
                          1'000'000),
      study::integer_axis("mask_interval", "steps between the masks that early-bird looks at",
                          "125", 1, 1'000'000),
      study::integer_axis("update_period", "steps between the updates of set and rigl", "100", 1,
                          1'000'000)};
  std::ranges::copy(of_methods, std::back_inserter(axes));
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
