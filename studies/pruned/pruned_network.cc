#include "studies/pruned/pruned_network.h"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "base/check.h"
#include "nn/footprint.h"
#include "nn/live_path.h"
#include "nn/shrink.h"
#include "studies/harness/join.h"
#include "studies/pruned/read_part.h"
#include "studies/task/dataset.h"
#include "studies/task/exactness.h"
#include "studies/training/training_study.h"

namespace pruned {
namespace {

std::vector<std::size_t> linear_layers(const nn::Network& network) {
  std::vector<std::size_t> linear;
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    if (nn::is_linear(network.layers()[k])) linear.push_back(k);
  }
  return linear;
}

std::int64_t live_in(const nn::Mask& mask, std::size_t begin, std::size_t count) {
  const auto values = mask.values().subspan(begin, count);
  return std::ssize(values) - std::ranges::count(values, 0.F);
}

/// "18 2 1"
std::string spaced(const std::vector<std::int64_t>& numbers) {
  std::vector<std::string> texts;
  for (const std::int64_t number : numbers) texts.push_back(fmt::format("{}", number));
  return study::join(texts, " ");
}

/// Output channels of all linear layers but the last.
std::vector<std::int64_t> hidden_channels(const nn::Network& network) {
  std::vector<std::int64_t> channels;
  for (const std::size_t k : linear_layers(network)) {
    channels.push_back(nn::output_channels(network.layers()[k]));
  }
  channels.pop_back();
  return channels;
}

}  // namespace

Cost& Cost::operator+=(const Cost& other) {
  boards += other.boards;
  multiply_adds += other.multiply_adds;
  live_multiply_adds += other.live_multiply_adds;
  return *this;
}

Cost training_cost(const nn::Network& network, const nn::Mask& mask, std::int64_t boards) {
  const std::vector<std::int64_t> kept = kept_weights(network, mask);
  // A weight takes one forward, one for its gradient and, but for the first layer's, one for that
  // of its input.
  const std::int64_t a_cell =
      3 * std::accumulate(kept.begin(), kept.end(), std::int64_t{0}) - kept.front();
  return {boards, task::training_multiply_adds(network, boards),
          boards * task::kBoardSide * task::kBoardSide * a_cell};
}

PrunedNetwork::PrunedNetwork(nn::Network whole)
    : network(std::move(whole)), mask(network.parameters().size()) {}

std::optional<TrainedRound> train_round(PrunedNetwork& pruned, const study::Trial& trial,
                                        std::int64_t boards, const std::function<bool()>& stop) {
  task::Training training = training::training_of(trial.cell);
  training.budget = boards;
  return train_round(pruned, trial, training, stop);
}

std::optional<TrainedRound> train_round(PrunedNetwork& pruned, const study::Trial& trial,
                                        task::Training training,
                                        const std::function<bool()>& stop) {
  const task::Problem problem = training::problem_of(trial.cell);
  TrainedRound round{!task::counter_example(pruned.network, problem), false, {}, 0, {}};
  if (!training.own_optimiser && !nn::has_live_path(pruned.network)) {
    round.window_errors = task::count_window_errors(pruned.network, problem);
    return round;
  }
  std::optional<ReadPart> part;
  if (!training.own_optimiser) {
    part.emplace(pruned.network, pruned.mask);
    training.mask = part->mask();
  }
  nn::Network& trained = part ? part->network() : pruned.network;
  round.outcome = training::train(trained, trial, training, stop);
  if (!round.outcome) return std::nullopt;
  if (part) part->copy_to(pruned.network);
  round.window_errors = round.outcome->window_errors.value();
  round.exact = round.window_errors == 0;
  round.cost = training_cost(pruned.network, pruned.mask, round.outcome->boards_trained);
  round.executed_multiply_adds =
      task::executed_multiply_adds(trained, problem, training.batch, round.outcome->boards_trained);
  pruned.spent += round.cost;
  return round;
}

std::vector<std::int64_t> kept_weights(const nn::Network& network, const nn::Mask& mask) {
  std::vector<std::int64_t> kept;
  for (const std::size_t k : linear_layers(network)) {
    kept.push_back(live_in(mask, network.weights_begin(k), network.weights(k).size()));
  }
  return kept;
}

std::int64_t kept_biases(const nn::Network& network, const nn::Mask& mask) {
  std::int64_t kept = 0;
  for (const std::size_t k : linear_layers(network)) {
    kept += live_in(mask, network.biases_begin(k), network.biases(k).size());
  }
  return kept;
}

void prune_readers(const nn::Network& network, nn::Mask& mask) {
  const std::vector<std::size_t> linear = linear_layers(network);
  for (std::size_t i = 0; i + 1 < linear.size(); ++i) {
    const std::size_t from = linear[i], to = linear[i + 1];
    const std::size_t channels = network.biases(from).size(), outputs = network.biases(to).size();
    const std::size_t fan_in = network.weights(from).size() / channels;
    const std::size_t window = network.weights(to).size() / (channels * outputs);
    for (std::size_t c = 0; c < channels; ++c) {
      const bool live = mask.is_live(network.biases_begin(from) + c) ||
                        live_in(mask, network.weights_begin(from) + c * fan_in, fan_in) > 0;
      for (std::size_t out = 0; !live && out < outputs; ++out) {
        const std::size_t first = network.weights_begin(to) + (out * channels + c) * window;
        for (std::size_t w = first; w < first + window; ++w) mask.prune(w);
      }
    }
  }
}

std::vector<study::Column> round_columns() {
  return {
      {"parameters", "", "weights and biases of the network before anything is pruned"},
      {"round", "", "of pruning: 0 is the network before it, trained as the axes say"},
      {"weights_asked", "weights",
       "to be kept (weights and biases, if biases are prunable); empty where none were asked for"},
      {"weights_kept", "weights", "not pruned"},
      {"biases_kept", "biases", "not pruned"},
      {"kept_per_layer", "weights", "weights_kept of each layer, with spaces between"},
      {"connected", "",
       "1 if a path of weights leads from an input to the output, else 0: then the output is one "
       "constant"},
      {"exact_before", "",
       "1 if it was proved right on all windows before this round's training, else 0"},
      {"exact", "", "1 if it is after that training, else 0"},
      {"ending", "",
       "of this round's training. solved: two checks in a row found it exact; budget: all boards "
       "used; dead, diverged: as in `overcompleteness`; empty: not connected, so not trained"},
      {"window_errors", "windows",
       "that it gets wrong after the training, of 512 for one step and of 2^25 for two (dead-edge: "
       "and of those at edges and corners)"},
      {"boards", "boards",
       "of this round's training when it was first found exact; if it was not, all"},
      {"multiply_adds", "multiply-adds",
       "of this round's training, forward and backward, until it ended (the second check "
       "included), had every cell been convolved with every weight, pruned ones too"},
      {"live_multiply_adds", "multiply-adds", "the same without those of pruned weights"},
      {"executed_multiply_adds", "multiply-adds",
       "as computed: of one step on 512 windows a batch, with pruned weights, without channels "
       "that nothing reads"},
      {"total_boards", "boards",
       "of all trainings that led to this network, that before any pruning and second checks "
       "included"},
      {"total_multiply_adds", "multiply-adds", "multiply_adds of the same trainings"},
      {"live_filters", "channels",
       "that each hidden layer needs, with spaces between: without those that nothing reads, "
       "nothing feeds (a constant is folded into the biases that read it) or a ReLU never lets "
       "through"},
      {"shrunk_parameters", "", "of the network without the others, pruned ones included"},
      {"shrunk_bytes", "bytes", "that one in floats"},
      {"masked_bytes", "bytes",
       "the unshrunk network as a bit a parameter and a float for each that is not 0"},
      {"cell_multiply_adds", "multiply-adds", "of the shrunk network for one cell"},
  };
}

study::Row round_row(std::int64_t round, std::optional<std::size_t> asked,
                     const PrunedNetwork& pruned, const TrainedRound& trained) {
  const auto number = [](auto value) { return fmt::format("{}", value); };
  const auto flag = [](bool value) { return std::string(value ? "1" : "0"); };
  const std::vector<std::int64_t> kept = kept_weights(pruned.network, pruned.mask);
  const nn::Network shrunk = nn::shrink(pruned.network, nn::Inputs::zero_to_one);
  const nn::Footprint small = nn::footprint(shrunk);
  const auto& outcome = trained.outcome;
  return {number(pruned.network.parameters().size()),
          number(round),
          asked ? number(*asked) : "",
          number(std::accumulate(kept.begin(), kept.end(), std::int64_t{0})),
          number(kept_biases(pruned.network, pruned.mask)),
          spaced(kept),
          flag(nn::has_live_path(pruned.network)),
          flag(trained.exact_before),
          flag(trained.exact),
          outcome ? std::string(task::to_string(outcome->ending)) : "",
          number(trained.window_errors),
          number(outcome ? outcome->boards : 0),
          number(trained.cost.multiply_adds),
          number(trained.cost.live_multiply_adds),
          number(trained.executed_multiply_adds),
          number(pruned.spent.boards),
          number(pruned.spent.multiply_adds),
          spaced(hidden_channels(shrunk)),
          number(small.parameters),
          number(small.dense_bytes),
          number(nn::footprint(pruned.network).sparse_bytes),
          number(small.multiply_adds)};
}

}  // namespace pruned
