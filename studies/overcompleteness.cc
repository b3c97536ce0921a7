// Springer & Kenyon's main grid: how often does L(n, m) learn n steps of Life?

#include <fmt/core.h>

#include <cmath>
#include <filesystem>

#include "nn/init.h"
#include "nn/network_file.h"
#include "studies/harness/cli.h"
#include "studies/harness/identity.h"
#include "studies/harness/study.h"
#include "studies/task/life_network.h"
#include "studies/task/training.h"

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
    "an error. n >= 3: no wrong cell in 10,000 boards of drawn densities, likewise, which is "
    "strong evidence but no proof. Two checks, since a network that is exact once can slip for "
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

// The sign of a NaN is not the same on all machines.
std::string format_loss(double loss) {
  return std::isnan(loss) ? "nan" : fmt::format("{:.6g}", loss);
}

task::Problem problem_of(const study::Cell& cell) {
  return {static_cast<int>(cell.integer("steps")), life::Rule::parse(cell.text("rule")),
          life::parse_topology(cell.text("boundary"), "boundary")};
}

task::Training training_of(const study::Cell& cell) {
  return {task::Density::parse(cell.text("density")), static_cast<int>(cell.integer("batch")),
          cell.real("learning_rate"), cell.integer("budget")};
}

nn::Network network_of(const study::Cell& cell) {
  return task::life_network(problem_of(cell).steps,
                            static_cast<int>(cell.integer("overcompleteness")),
                            problem_of(cell).topology);
}

std::optional<study::Rows> run_trial(const study::Trial& trial, const std::function<bool()>& stop,
                                     const SavedNetworks& saved) {
  const study::Cell& cell = trial.cell;
  const task::Problem problem = problem_of(cell);
  nn::Network network = network_of(cell);
  base::Stream init = trial.stream("init");
  nn::initialise(network, nn::parse_initialisation(cell.text("initialisation")), init);
  const auto outcome = task::train(network, problem, training_of(cell),
                                   {trial.stream("data"), trial.stream("data density"),
                                    trial.stream("test"), trial.stream("test density")},
                                   stop);
  if (!outcome) return std::nullopt;
  const bool solved = outcome->ending == task::Ending::solved;
  if (solved && !saved.directory.empty()) saved.save(trial, network);
  const std::int64_t multiply_adds = task::training_multiply_adds(network, outcome->boards_trained);
  return study::Rows{{fmt::format("{}", network.parameters().size()), solved ? "1" : "0",
                      std::string(task::to_string(outcome->ending)),
                      outcome->window_errors ? fmt::format("{}", *outcome->window_errors) : "",
                      fmt::format("{}", outcome->boards), fmt::format("{}", multiply_adds),
                      format_loss(outcome->loss)}};
}

// An axis whose values `parse` takes and prints in one spelling.
template <class Canonical>
study::Axis parsed_axis(std::string name, std::string description, std::string default_value,
                        std::string allowed, Canonical canonical) {
  return {std::move(name), std::move(description), std::move(default_value),
          [allowed = std::move(allowed), canonical](std::string_view text) -> std::string {
            try {
              return canonical(text);
            } catch (const std::invalid_argument&) {
              throw std::invalid_argument(allowed);
            }
          }};
}

std::vector<study::Axis> axes() {
  return {
      study::integer_axis("steps", "generations to predict, n", "1", 1, 5),
      study::integer_axis("overcompleteness", "m: times as many filters as the least", "1..8", 1,
                          64),
      parsed_axis("rule", "the automaton's rule", "B3/S23", "needs a rule such as B3/S23",
                  [](std::string_view text) { return life::Rule::parse(text).to_string(); }),
      study::choice_axis("boundary", "what lies beyond the edge of a board", "torus",
                         {"torus", "dead-edge"}),
      study::choice_axis("initialisation", "how parameters are drawn", "pytorch",
                         {"pytorch", "normal", "orthogonal", "signed-constant"}),
      parsed_axis("density", "share of living cells in a board, or 'uniform': drawn for each board",
                  "uniform", "needs a number from 0 to 1, or 'uniform'",
                  [](std::string_view text) { return task::Density::parse(text).to_string(); }),
      study::integer_axis("batch", "boards a step", "8", 1, 1024),
      study::real_axis("learning_rate", "of Adam", "0.001", 0, 1),
      study::integer_axis("budget", "boards to train on at most", "1000000", 1024, 1'000'000'000),
  };
}

std::vector<study::Column> columns() {
  return {
      {"parameters", "", "weights and biases of the network"},
      {"solved", "", "1 if two checks in a row found the network exact, else 0"},
      {"ending", "",
       "solved; budget: all boards used; dead: the last hidden layer is proved to be 0 on every "
       "board, at two checks at least 1,000 steps apart and all between; diverged: the loss or a "
       "parameter was not finite at a check"},
      {"window_errors", "windows",
       "windows the final network gets wrong, of 512 for one step and of 2^25 for two (dead-edge: "
       "and of those at edges and corners); empty above"},
      {"boards", "boards", "trained on when first found exact; if not solved, all trained on"},
      {"multiply_adds", "multiply-adds",
       "of training, forward and backward, until it ended (the second check included), had every "
       "cell been convolved"},
      {"loss", "nat", "mean training loss a cell over the boards between the last two checks"},
  };
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
  study::Study study;
  study.name = "overcompleteness";
  study.revision = 2;
  study.title = "How often does a network m times the minimal size learn n steps of Life?";
  study.paper_figure =
      "Springer & Kenyon, arXiv 2009.01398: success against overcompleteness m, a line a step "
      "count";
  study.description = kDescription;
  study.axes = axes();
  study.columns = columns();
  study.success_column = "solved";
  study.presets = presets();
  study.options = {{"save-networks", "DIR", "write each solved network to DIR as JSON",
                    [&](std::string_view text) { saved.directory = text; }}};
  study.run = [&](const study::Trial& trial, const std::function<bool()>& stop) {
    return run_trial(trial, stop, saved);
  };
  study.needs_rerun = [&](const study::Trial& trial, const study::Rows& rows) {
    return !saved.directory.empty() && rows[0][1] == "1" &&
           !std::filesystem::exists(saved.path_of(trial));
  };
  study.relative_cost = [](const study::Cell& cell) {
    return task::training_work(network_of(cell), problem_of(cell), training_of(cell));
  };
  return study::run_main(study, argc, argv);
}
