// Springer & Kenyon's main grid: how often does L(n, m) learn n steps of Life?

#include <fmt/core.h>

#include <filesystem>

#include "nn/network_file.h"
#include "studies/harness/cli.h"
#include "studies/harness/identity.h"
#include "studies/harness/study.h"
#include "studies/training/training_study.h"

namespace {

constexpr const char* kDescription =
    "Each trial draws a fresh network L(n, m): n times [3x3 convolution to 2m channels, ReLU, 1x1 "
    "convolution to m channels, ReLU], then a 1x1 convolution to one logit; and trains it on "
    "random 32x32 boards, never the same twice, to predict their n-th generation: Adam on the mean "
    "binary cross-entropy of mini-batches, at most `budget` boards. Protocol: Springer & Kenyon, "
    "arXiv 2009.01398: batches of 8, learning rate 0.001, 1,000,000 boards, 64 trials.\n"
    "\n"
    "A trial is solved when two checks in a row find the network exact. n = 1: all 512 windows, "
    "every 1,000 boards. n = 2: all 2^25 windows, every 10,000 boards, after 200 batches without "
    "an error. n >= 3: no wrong cell in 100,000 fresh boards of drawn densities, likewise, which "
    "is "
    "no proof: it bounds the share of wrong boards. Two checks, since a network that is exact once "
    "can slip for "
    "some steps. Training stops when solved. It also ends, unsolved, at a check that finds the "
    "loss or a parameter not finite, and when the last hidden layer is proved to be 0 whatever the "
    "board and still is at the checks of the next 1,000 steps: nothing but the last bias can then "
    "change. No other trial is cut short. n = 1 trains on the 512 windows weighted by how often a "
    "batch holds them, which gives the loss and gradient of its boards.\n"
    "\n"
    "Where the paper is not known to say: the board is a torus (boards without an edge are the "
    "simplest reading, and one rule holds for all cells); parameters are drawn as PyTorch does by "
    "default (what a user gets who says nothing); each board draws its own density, uniformly on "
    "[0, 1] (\"a random proportion of squares\").";

struct SavedNetworks {
  std::filesystem::path directory;  // empty: none are saved

  std::filesystem::path path_of(const study::Trial& trial) const {
    return directory / fmt::format("n{}-m{}-trial{}-{:016x}.json", trial.cell.text("steps"),
                                   trial.cell.text("overcompleteness"), trial.index, trial.seed);
  }

  void save(const study::Trial& trial, const nn::Network& network) const {
    std::filesystem::create_directories(directory);
    nn::write_network(path_of(trial), network,
                      {{"study", "overcompleteness"},
                       {"steps", trial.cell.text("steps")},
                       {"rule", trial.cell.text("rule")},
                       {"boundary", trial.cell.text("boundary")},
                       {"seed", study::format_seed(trial.seed)}});
  }
};

std::optional<study::Rows> run_trial(const study::Trial& trial, const std::function<bool()>& stop,
                                     const SavedNetworks& saved) {
  nn::Network network = training::initial_network(trial);
  const auto outcome = training::train(network, trial, stop);
  if (!outcome) return std::nullopt;
  const bool solved = outcome->ending == task::Ending::solved;
  if (solved && !saved.directory.empty()) saved.save(trial, network);
  return study::Rows{training::outcome_row(*outcome, network, trial.cell)};
}

std::vector<study::Preset> presets() {
  return {
      {"smoke",
       "seconds: one step, m = 1 and 8, 20,000 boards; two steps, m = 2, 2,000 boards",
       {{{{"steps", "1"}, {"overcompleteness", "1,8"}, {"budget", "20000"}}, 4},
        {{{"steps", "2"}, {"overcompleteness", "2"}, {"budget", "2000"}}, 1}}},
      {"quick",
       "minutes: one step, m = 1..24, 64 trials; two steps, m = 8, 4 trials",
       {{{{"steps", "1"}, {"overcompleteness", "1..24"}}, 64},
        {{{"steps", "2"}, {"overcompleteness", "8"}}, 4}}},
      {"paper",
       "weeks: the paper's grid, 1 to 5 steps, m = 1..24, 64 trials",
       {{{{"steps", "1..5"}, {"overcompleteness", "1..24"}}, 64}}},
  };
}

}  // namespace

int main(int argc, char** argv) {
  SavedNetworks saved;
  study::Study study = training::overcompleteness();
  study.title = "How often does a network m times the minimal size learn n steps of Life?";
  study.paper_figure =
      "Springer & Kenyon, arXiv 2009.01398: success against overcompleteness m, a line a step "
      "count";
  study.description = kDescription;
  study.columns = training::outcome_columns();
  study.success_column = "solved";
  study.presets = presets();
  study.options = {{"save-networks", "DIR", "write each solved network to DIR as JSON",
                    [&](std::string_view text) { saved.directory = text; }}};
  study.run = [&](const study::Trial& trial, const std::function<bool()>& stop) {
    return run_trial(trial, stop, saved);
  };
  study.needs_rerun = [&](const study::Trial& trial, const study::Rows& rows) {
    return !saved.directory.empty() && rows[0][training::kSolvedColumn] == "1" &&
           !std::filesystem::exists(saved.path_of(trial));
  };
  study.relative_cost = training::training_cost;
  return study::run_main(study, argc, argv);
}
