#include "studies/training/training_study.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "nn/footprint.h"
#include "nn/init.h"
#include "studies/harness/join.h"
#include "studies/harness/stats.h"
#include "studies/task/diagnosis.h"
#include "studies/task/life_network.h"

namespace training {
namespace {

// An axis whose values `canonical` takes and returns in one spelling.
template <class Canonical>
study::Axis parsed_axis(std::string name, std::string description, std::string default_values,
                        std::string allowed, Canonical canonical) {
  return {std::move(name), std::move(description), std::move(default_values),
          [allowed = std::move(allowed), canonical](std::string_view text) -> std::string {
            try {
              return canonical(text);
            } catch (const std::invalid_argument&) {
              throw std::invalid_argument(allowed);
            }
          }};
}

// The sign of a NaN is not the same on all machines.
std::string format_loss(double loss) {
  return std::isnan(loss) ? "nan" : fmt::format("{:.6g}", loss);
}

// Of the columns test_boards and wrong_boards_below.
study::Row sampled_fields(bool sampled) {
  if (!sampled) return {"", ""};
  // A two-sided interval of 90 % has 5 % above it.
  const double limit = study::clopper_pearson(0, task::kSampledBoards, 0.9).high;
  return {fmt::format("{}", task::kSampledBoards), fmt::format("{:.4g}", limit)};
}

std::string format_cases(const std::vector<task::Case>& cases) {
  std::vector<std::string> names;
  for (const auto [alive, neighbours] : cases) {
    names.push_back(fmt::format("{}{}", alive ? 'S' : 'B', neighbours));
  }
  return study::join(names, " ");
}

// Of the columns from `cause` on.
study::Row diagnosis_fields(const nn::Network& network, const task::Problem& problem) {
  if (problem.steps > 1) return {"", "", "", ""};
  const task::Diagnosis diagnosis = task::diagnose(network, problem.rule);
  return {diagnosis.cause ? std::string(task::to_string(*diagnosis.cause)) : "",
          format_cases(diagnosis.wrong_cases), fmt::format("{}", diagnosis.dead_filters),
          fmt::format("{}", diagnosis.dead_bottleneck)};
}

}  // namespace

std::vector<study::Axis> training_axes(const AxisDefaults& defaults) {
  return {
      study::integer_axis("steps", "generations to predict, n", defaults.steps, 1, 5),
      study::integer_axis("overcompleteness", "m: times as many filters as the least",
                          defaults.overcompleteness, 1, 64),
      parsed_axis("rule", "the automaton's rule", "B3/S23", "needs a rule such as B3/S23",
                  [](std::string_view text) { return life::Rule::parse(text).to_string(); }),
      study::choice_axis("boundary", "what lies beyond the edge of a board", "torus",
                         {"torus", "dead-edge"}),
      study::choice_axis(
          "initialisation", "how parameters are drawn", defaults.initialisation,
          {"pytorch", "normal", "orthogonal", "signed-constant", "glorot-uniform", "he-normal"}),
      parsed_axis("density", "share of living cells in a board, or 'uniform': drawn for each board",
                  defaults.density, "needs a number from 0 to 1, or 'uniform'",
                  [](std::string_view text) { return task::Density::parse(text).to_string(); }),
      study::integer_axis("batch", "boards a step", "8", 1, 1024),
      study::real_axis("learning_rate", "of Adam", "0.001", 0, 1),
      study::integer_axis("budget", "boards to train on at most", "1000000", 1024, 1'000'000'000),
  };
}

study::Study overcompleteness() {
  study::Study study;
  study.name = "overcompleteness";
  study.revision = 2;
  study.axes = training_axes();
  return study;
}

task::Problem problem_of(const study::Cell& cell) {
  return {static_cast<int>(cell.integer("steps")), life::Rule::parse(cell.text("rule")),
          life::parse_topology(cell.text("boundary"), "boundary")};
}

task::Training training_of(const study::Cell& cell) {
  return {task::Density::parse(cell.text("density")), static_cast<int>(cell.integer("batch")),
          cell.real("learning_rate"), cell.integer("budget")};
}

nn::Network blank_network(const study::Cell& cell) {
  const task::Problem problem = problem_of(cell);
  return task::life_network(problem.steps, static_cast<int>(cell.integer("overcompleteness")),
                            problem.topology);
}

nn::Network initial_network(const study::Trial& trial) {
  return initial_network(blank_network(trial.cell), trial);
}

nn::Network initial_network(nn::Network blank, const study::Trial& trial) {
  base::Stream init = trial.stream("init");
  nn::initialise(blank, nn::parse_initialisation(trial.cell.text("initialisation")), init);
  return blank;
}

void share_boards(study::Study& study) {
  const std::vector<std::string> axes{"boundary", "density"};
  for (const auto* stream : {"data", "data density", "test", "test density"}) {
    study.stream_axes[stream] = axes;
  }
  study.common_work = [axes](const study::Cell& cell) { return common_boards(cell, axes); };
}

std::string common_boards(const study::Cell& cell, std::span<const std::string> axes) {
  if (cell.integer("steps") != 1) return "";
  std::string common = cell.text("batch");
  for (const std::string& axis : axes) common += ' ' + cell.text(axis);
  return common;
}

double training_cost(const study::Cell& cell) {
  return task::training_work(blank_network(cell), problem_of(cell), training_of(cell));
}

std::optional<task::Outcome> train(nn::Network& network, const study::Trial& trial,
                                   const std::function<bool()>& stop) {
  return train(network, trial, training_of(trial.cell), stop);
}

std::optional<task::Outcome> train(nn::Network& network, const study::Trial& trial,
                                   const task::Training& training,
                                   const std::function<bool()>& stop) {
  task::Training kept = training;
  // Other trainings on the same boards: of this trial, or of the next.
  kept.keep_boards = trial.study.several_rows || trial.study.common_work;
  return task::train(network, problem_of(trial.cell), kept,
                     {trial.stream("data"), trial.stream("data density"), trial.stream("test"),
                      trial.stream("test density")},
                     stop);
}

std::optional<study::Rows> run_trial(const study::Trial& trial, const std::function<bool()>& stop) {
  nn::Network network = initial_network(trial);
  const auto outcome = train(network, trial, stop);
  if (!outcome) return std::nullopt;
  return study::Rows{outcome_row(*outcome, network, trial.cell)};
}

std::vector<study::Column> outcome_columns() {
  return {
      {"parameters", "", "weights and biases of the network"},
      {"network_bytes", "bytes", "these as floats"},
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
      {"executed_multiply_adds", "multiply-adds",
       "the same as it was computed, of one step on 512 windows a batch; look-ups and Winograd's "
       "algorithm, which spare some, not taken off"},
      {"loss", "nat", "mean training loss a cell over the boards between the last two checks"},
      {"test_boards", "boards",
       "three steps and more, solved: fresh boards, each of a density drawn uniformly from 0 to 1, "
       "on which the final network has no cell wrong; else empty"},
      {"wrong_boards_below", "",
       "three steps and more, solved: with 95 % confidence the network is wrong on a smaller share "
       "of such boards, 1 - 0.05^(1 / test_boards) (Clopper and Pearson); a bound, no proof; else "
       "empty"},
      {"cause", "",
       "one step, not solved: why the final network is wrong, the first that holds. filters: each "
       "unit of the first hidden layer has one value on all 512 windows; bottleneck: each of the "
       "last hidden layer has; all-dead: it calls every window dead; cases: it does not, but some "
       "windows are wrong. Else empty, also if only its last check found it right"},
      {"wrong_cases", "",
       "one step: the cases with a wrong window, such as B3 S2 S3: B a dead cell, S a living one, "
       "and its number of living neighbours"},
      {"dead_filters", "units",
       "one step: units of the first hidden layer with one value; else empty"},
      {"dead_bottleneck", "units", "one step: those of the last hidden layer; else empty"},
  };
}

study::Row outcome_row(const task::Outcome& outcome, const nn::Network& network,
                       const study::Cell& cell) {
  const task::Problem problem = problem_of(cell);
  const bool solved = outcome.ending == task::Ending::solved;
  const std::int64_t multiply_adds = task::training_multiply_adds(network, outcome.boards_trained);
  const std::int64_t executed =
      task::executed_multiply_adds(network, problem, cell.integer("batch"), outcome.boards_trained);
  study::Row row{fmt::format("{}", network.parameters().size()),
                 fmt::format("{}", nn::footprint(network).dense_bytes),
                 solved ? "1" : "0",
                 std::string(task::to_string(outcome.ending)),
                 outcome.window_errors ? fmt::format("{}", *outcome.window_errors) : "",
                 fmt::format("{}", outcome.boards),
                 fmt::format("{}", multiply_adds),
                 fmt::format("{}", executed),
                 format_loss(outcome.loss)};
  std::ranges::move(sampled_fields(solved && problem.steps > 2), std::back_inserter(row));
  std::ranges::move(diagnosis_fields(network, problem), std::back_inserter(row));
  return row;
}

}  // namespace training
