#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "nn/mask.h"
#include "nn/network.h"
#include "studies/harness/study.h"
#include "studies/task/problem.h"
#include "studies/task/training.h"

/// What the studies that prune networks have in common: a network on its way through rounds of
/// pruning and training, and the columns that tell of each.
namespace pruned {

/// What training took, second checks included.
struct Cost {
  std::int64_t boards = 0;
  std::int64_t multiply_adds = 0;       ///< as if nothing had been pruned
  std::int64_t live_multiply_adds = 0;  ///< without those of pruned weights

  Cost& operator+=(const Cost& other);
};

/// Of training `network` on so many boards with this mask; forward and backward, every cell.
Cost training_cost(const nn::Network& network, const nn::Mask& mask, std::int64_t boards);

/// A network of which some parameters are pruned: those are 0.
struct PrunedNetwork {
  nn::Network network;
  nn::Mask mask;
  Cost spent;  ///< on all trainings up to here

  /// Nothing pruned, nothing trained.
  explicit PrunedNetwork(nn::Network whole);
};

/// What a round of training did.
struct TrainedRound {
  bool exact_before;  ///< proved right on all windows before the training
  bool exact;         ///< and after it
  /// Nothing if no path of weights leads from an input to the output: then nothing was trained, for
  /// the output is one constant.
  std::optional<task::Outcome> outcome;
  std::int64_t window_errors;
  Cost cost;
  std::int64_t executed_multiply_adds = 0;  ///< task::executed_multiply_adds()
};

/// Trains a network of one or two steps on the trial's boards, which are the same in every call,
/// until two checks in a row find it exact or so many boards are used up; what is pruned stays 0.
/// Adds the cost to `pruned.spent`. Nothing once `stop` is true.
/// Example:
///   nn::prune(pruned.mask, parts, scores, count, nn::Scope::global, ties);
///   nn::set_survivors(pruned.network, pruned.mask, nn::Survivors::keep, {}, ...);
///   const auto round = pruned::train_round(pruned, trial, 100'000, stop);
std::optional<TrainedRound> train_round(PrunedNetwork& pruned, const study::Trial& trial,
                                        std::int64_t boards, const std::function<bool()>& stop);

/// The same as `training` says, its mask excepted; with its own optimiser, which may change what is
/// pruned, the mask is left to that, and a network without a path is trained too.
std::optional<TrainedRound> train_round(PrunedNetwork& pruned, const study::Trial& trial,
                                        task::Training training, const std::function<bool()>& stop);

/// Live weights of the linear layers, a number a layer; and live biases of all.
std::vector<std::int64_t> kept_weights(const nn::Network& network, const nn::Mask& mask);
std::int64_t kept_biases(const nn::Network& network, const nn::Mask& mask);

/// Prunes the weights that read a hidden channel of which every parameter is pruned: it is 0, so
/// that nothing changes but what is counted. For networks without ties and skips.
void prune_readers(const nn::Network& network, nn::Mask& mask);

/// parameters, round, weights_asked, weights_kept, biases_kept, kept_per_layer, connected,
/// exact_before, exact, ending, window_errors, boards, multiply_adds, live_multiply_adds,
/// executed_multiply_adds, total_boards, total_multiply_adds, live_filters, shrunk_parameters,
/// shrunk_bytes, masked_bytes, cell_multiply_adds.
std::vector<study::Column> round_columns();

/// Their values; `asked` is what round 0 and a pruning that does not ask for weights lack.
study::Row round_row(std::int64_t round, std::optional<std::size_t> asked,
                     const PrunedNetwork& pruned, const TrainedRound& trained);

}  // namespace pruned
