#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nn/network.h"
#include "studies/harness/study.h"
#include "studies/task/problem.h"
#include "studies/task/training.h"

/// What the studies that train L(n, m) have in common: their axes, what these say of a trial, and
/// the columns that tell how a training ended.
namespace training {

/// Defaults of the axes that studies choose differently, as typed.
struct AxisDefaults {
  std::string steps = "1";
  std::string overcompleteness = "1..8";
  std::string initialisation = "pytorch";
  std::string density = "uniform";
};

/// steps, overcompleteness, rule, boundary, initialisation, density, batch, learning_rate, budget.
std::vector<study::Axis> training_axes(const AxisDefaults& defaults = {});

/// The study `overcompleteness` as far as its trials' seeds depend on it: name, revision and axes.
study::Study overcompleteness();

/// What the axes of a trial say.
task::Problem problem_of(const study::Cell& cell);
task::Training training_of(const study::Cell& cell);

/// The network of a cell, all parameters 0.
nn::Network blank_network(const study::Cell& cell);

/// The trial's network, or `blank` in its place, as drawn from its stream "init".
nn::Network initial_network(const study::Trial& trial);
nn::Network initial_network(nn::Network blank, const study::Trial& trial);

/// Trains `network` in place as the trial, or `training` in place of its axes, says, on its streams
/// "data", "data density", "test" and "test density"; every call sees the same boards. Nothing once
/// `stop` is true.
std::optional<task::Outcome> train(nn::Network& network, const study::Trial& trial,
                                   const std::function<bool()>& stop);
std::optional<task::Outcome> train(nn::Network& network, const study::Trial& trial,
                                   const task::Training& training,
                                   const std::function<bool()>& stop);

/// A trial of a study that trains one network: draws it, trains it, and gives its outcome_row.
std::optional<study::Rows> run_trial(const study::Trial& trial, const std::function<bool()>& stop);

/// Gives trial i of all cells of one boundary and density the same boards to train and to test on;
/// where they have one step these are drawn once for all that run together.
void share_boards(study::Study& study);

/// For Study::common_work: of one step the values of these axes and of `batch`, else empty.
std::string common_boards(const study::Cell& cell, std::span<const std::string> axes);

/// Of one training of a cell's network; for Study::relative_cost.
double training_cost(const study::Cell& cell);

/// parameters, network_bytes, solved, ending, window_errors, boards, multiply_adds,
/// executed_multiply_adds, loss; of three steps and more
/// test_boards and wrong_boards_below; of one step cause, wrong_cases, dead_filters,
/// dead_bottleneck.
std::vector<study::Column> outcome_columns();

/// The index of `solved` among them.
inline constexpr std::size_t kSolvedColumn = 2;

/// Their values, from the network as training left it.
study::Row outcome_row(const task::Outcome& outcome, const nn::Network& network,
                       const study::Cell& cell);

}  // namespace training
