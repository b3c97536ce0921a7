// Is there a density of the training boards at which small networks learn?

#include "studies/harness/cli.h"
#include "studies/training/training_study.h"

namespace {

constexpr const char* kDescription =
    "Trains L(n, m) as the study `overcompleteness` does, on boards of one density d after "
    "another, and on boards that each draw their own. Trial i has the same initial network at "
    "every density, and one density shows the trials i of all networks the same boards, so that "
    "densities and networks are compared on pairs.\n"
    "\n"
    "Springer & Kenyon, arXiv 2009.01398, as others quote it: at a density of about 0.38 minimal "
    "networks learn far more often. At 0.36 the share of cells alive in the next generation, "
    "56 d^3 (1 - d)^5 + 28 d^3 (1 - d)^6, is largest.";

}  // namespace

int main(int argc, char** argv) {
  constexpr const char* kDensities =
      "0.05,0.1,0.15,0.2,0.25,0.3,0.35,0.38,0.4,0.45,0.5,0.55,0.6,0.65,0.7,0.75,0.8,0.85,0.9,0.95,"
      "uniform";
  study::Study study;
  study.name = "density";
  study.revision = 1;
  study.title = "Is there a density of the training boards at which small networks learn?";
  study.paper_figure =
      "Springer & Kenyon, arXiv 2009.01398: success of minimal networks against the density d0";
  study.description = kDescription;
  study.axes = training::training_axes(
      {.overcompleteness = "1", .initialisation = "pytorch,normal", .density = kDensities});
  study.columns = training::outcome_columns();
  study.success_column = "solved";
  training::share_boards(study);
  for (const study::Axis& axis : study.axes) {
    if (axis.name != "density") study.stream_axes["init"].push_back(axis.name);
  }
  study.presets = {
      {"smoke",
       "seconds: 3 densities, 4 trials of 20,000 boards",
       {{{{"density", "0.2,0.38,uniform"}, {"budget", "20000"}}, 4}}},
      {"quick", "minutes: 3 densities, 32 trials", {{{{"density", "0.2,0.38,uniform"}}, 32}}},
      {"paper",
       "hours: m = 1 and 2, all densities, 1,024 trials",
       {{{{"overcompleteness", "1,2"}}, 1024}}}};
  study.run = training::run_trial;
  study.relative_cost = training::training_cost;
  return study::run_main(study, argc, argv);
}
