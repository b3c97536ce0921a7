// The smallest L(n, m) that learns n steps of Life more often than at a given rate.

#include <fmt/core.h>

#include "nn/network.h"
#include "studies/harness/cli.h"
#include "studies/task/training.h"
#include "studies/training/training_study.h"

namespace {

constexpr const char* kDescription =
    "Trains L(n, m) as the study `overcompleteness` does, and spends the trials where the answer "
    "is open: an m far from the given rate takes a dozen trials, one near it up to --max-trials. "
    "Each combination of the other axes' values is a search of its own, with the whole error; a "
    "shard runs whole searches.\n"
    "\n"
    "Springer & Kenyon, arXiv 2009.01398, as others quote it: the smallest m at which more than "
    "half of the networks learn is 3 for one step, 4 for two, and more than 24 for three to five.";

/// For below the evidence.
std::string solved_note() {
  return fmt::format(
      "solved: for one and two steps no window is wrong; for three and more a sample, no cell is\n"
      "wrong on {} boards.\n",
      task::kSampledBoards);
}

std::int64_t parameters(const study::Cell& cell) {
  return std::ssize(training::blank_network(cell).parameters());
}

}  // namespace

int main(int argc, char** argv) {
  study::Study study;
  study.name = "smallest_network";
  study.revision = 1;
  study.title = "What is the smallest L(n, m) that learns n steps of Life more often than not?";
  study.paper_figure =
      "Springer & Kenyon, arXiv 2009.01398: the least m at which more than half of the networks "
      "learn";
  study.description = kDescription;
  study.axes = training::training_axes({.overcompleteness = "1..24"});
  study.columns = training::outcome_columns();
  study.success_column = "solved";
  study.search = {"overcompleteness", "parameters", parameters, solved_note()};
  study.presets = {{"smoke",
                    "seconds: one step, m = 1..4, 20,000 boards, 32 trials at most",
                    {{{{"overcompleteness", "1..4"}, {"budget", "20000"}}, 32}}},
                   {"quick", "minutes: one step, 1,024 trials at most", {{{}, 1024}}},
                   {"paper",
                    "long: one to five steps, 2,048 trials of each at most",
                    {{{{"steps", "1..5"}}, 2048}}}};
  study.run = training::run_trial;
  study.relative_cost = training::training_cost;
  return study::run_main(study, argc, argv);
}
