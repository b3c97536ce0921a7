#pragma once

#include <cstddef>
#include <vector>

#include "nn/network.h"
#include "nn/pruning.h"
#include "studies/harness/study.h"
#include "studies/pruned/criterion.h"
#include "studies/task/training.h"

/// What the trials of the study `pruning` are made of; studies/pruning.cc has its rows.
namespace pruned {

/// biases, train_until and round_share, which the studies that prune round by round have.
std::vector<study::Axis> round_axes();

/// The study as far as its trials' networks depend on it: name, revision, axes and streams; and the
/// work that trials have in common.
study::Study pruning_study();

/// How the number of weights is reached.
enum class Schedule { iterative, one_shot, exponential, gradual };

/// What its axes say.
Schedule schedule_of(const study::Cell& cell);
Criterion criterion_of(const study::Cell& cell);
nn::Biases biases_of(const study::Cell& cell);

/// Of a training on as many boards as the axis `boards`, "budget" or "retraining", says.
task::Training training_of(const study::Cell& cell, const char* boards);

/// How many parts of `network`, the cell's, each round keeps: pruned::round_counts() down to the
/// fewest known, so that a tenth of the weights is always among them; of channels nn::iterative().
std::vector<std::size_t> counts_of(const study::Cell& cell, const nn::Network& network);

}  // namespace pruned
