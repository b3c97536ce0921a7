// How much of a winning initialisation is in the signs of its weights?

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "studies/harness/cli.h"
#include "studies/harness/join.h"
#include "studies/training/training_study.h"

namespace {

constexpr const char* kDescription =
    "Each trial draws a network L(n, m) and trains it as the study `overcompleteness` does, by "
    "default where one in two to ten of the smallest succeed. If it learns, its initial weights "
    "are "
    "a winning initialisation: the trial goes back to it, flips the signs of some initial weights, "
    "and trains again on the same boards, so that nothing but the signs differs. A trial that does "
    "not learn has one row.\n"
    "\n"
    "flips = random: the signs of k = 1, 2, ..., `most` distinct weights, drawn anew for each k. "
    "flips = each: every weight by itself, a row each. Biases keep their signs: the paper's "
    "wording "
    "is `initial weights`.\n"
    "\n"
    "Springer & Kenyon, arXiv 2009.01398, as others quote it: one flip makes about 20 % of the "
    "networks fail that had learned, four to six flips more than half. How often they repeated it, "
    "and for which m, is not known to us.";

/// Indices in the flat vector of a network's weights, biases left out.
std::vector<std::size_t> weight_indices(const nn::Network& network) {
  std::vector<std::size_t> indices;
  for (const nn::Tensor& tensor : network.tensors()) {
    if (!tensor.name.ends_with(".weight")) continue;
    const std::size_t first = indices.size();
    indices.resize(first + tensor.size);
    std::iota(indices.begin() + static_cast<std::ptrdiff_t>(first), indices.end(), tensor.begin);
  }
  return indices;
}

/// The sets of weights to flip, one a row after the first.
std::vector<std::vector<std::size_t>> flip_sets(const study::Trial& trial,
                                                const nn::Network& network) {
  std::vector<std::size_t> weights = weight_indices(network);
  std::vector<std::vector<std::size_t>> sets;
  if (trial.cell.text("flips") == "each") {
    for (const std::size_t weight : weights) sets.push_back({weight});
    return sets;
  }
  base::Stream stream = trial.stream("flips");
  const auto most = static_cast<std::size_t>(trial.cell.integer("most"));
  for (std::size_t count = 1; count <= std::min(most, weights.size()); ++count) {
    // Fisher and Yates, as far as needed; the remainder's bias is below 2^-50.
    for (std::size_t i = 0; i < count; ++i) {
      std::swap(weights[i], weights[i + stream.next_u64() % (weights.size() - i)]);
    }
    sets.emplace_back(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(count));
    std::ranges::sort(sets.back());
  }
  return sets;
}

/// "3 17", or nothing.
std::string spaced(const std::vector<std::size_t>& numbers) {
  std::vector<std::string> texts;
  for (const std::size_t number : numbers) texts.push_back(std::to_string(number));
  return study::join(texts, " ");
}

/// Trains `initial` with the signs of `flipped` turned; nothing once `stop` is true.
std::optional<study::Row> row_of(const study::Trial& trial, const nn::Network& initial,
                                 const std::vector<std::size_t>& flipped,
                                 const std::function<bool()>& stop) {
  nn::Network network = initial;
  for (const std::size_t index : flipped) network.parameters()[index] *= -1;
  const auto outcome = training::train(network, trial, stop);
  if (!outcome) return std::nullopt;
  study::Row row{fmt::format("{}", flipped.size()), spaced(flipped)};
  std::ranges::copy(training::outcome_row(*outcome, network, trial.cell), std::back_inserter(row));
  return row;
}

constexpr std::size_t kSolved = 2 + training::kSolvedColumn;  // of row_of()

std::optional<study::Rows> run_trial(const study::Trial& trial, const std::function<bool()>& stop) {
  const nn::Network initial = training::initial_network(trial);
  const auto unflipped = row_of(trial, initial, {}, stop);
  if (!unflipped) return std::nullopt;
  study::Rows rows{*unflipped};
  if (rows.front()[kSolved] == "0") return rows;
  for (const auto& flipped : flip_sets(trial, initial)) {
    const auto row = row_of(trial, initial, flipped, stop);
    if (!row) return std::nullopt;
    rows.push_back(*row);
  }
  return rows;
}

std::vector<study::Axis> axes() {
  std::vector<study::Axis> axes = training::training_axes({.overcompleteness = "1..3"});
  axes.push_back(
      study::choice_axis("flips", "which signs are flipped", "random", {"random", "each"}));
  axes.push_back(
      study::integer_axis("most", "sign flips at most, with flips = random", "8", 1, 64));
  return axes;
}

std::vector<study::Column> columns() {
  std::vector<study::Column> columns{
      {"flip_count", "flips", "k: 0 in a trial's first row"},
      {"flipped", "",
       "the weights whose signs were flipped, as indices in the parameter vector (layer after "
       "layer, weights in the order out, in, row, column before biases), with spaces between"}};
  std::ranges::copy(training::outcome_columns(), std::back_inserter(columns));
  return columns;
}

}  // namespace

int main(int argc, char** argv) {
  study::Study study;
  study.name = "sign_flips";
  study.revision = 1;
  study.title = "How much of a winning initialisation is in the signs of its weights?";
  study.paper_figure =
      "Springer & Kenyon, arXiv 2009.01398: success against sign flips of winning initial weights";
  study.description = kDescription;
  study.axes = axes();
  study.columns = columns();
  study.success_column = "solved";
  study.several_rows = true;
  // Both ways to flip see the same initial networks and boards.
  for (const auto* stream : {"init", "data", "data density", "test", "test density"}) {
    for (const study::Axis& axis : study.axes) {
      if (axis.name != "flips" && axis.name != "most") {
        study.stream_axes[stream].push_back(axis.name);
      }
    }
  }
  study.presets = {
      {"smoke",
       "seconds: m = 3, 8 trials of 20,000 boards, 2 flips at most",
       {{{{"overcompleteness", "3"}, {"budget", "20000"}, {"most", "2"}}, 8}}},
      {"quick", "a minute: m = 2 and 3, 32 trials", {{{{"overcompleteness", "2,3"}}, 32}}},
      {"paper",
       "half an hour: m = 1, 2, 3 with 832, 256 and 256 trials; each weight of m = 1",
       {{{{"overcompleteness", "1"}}, 832},
        {{{"overcompleteness", "2,3"}}, 256},
        {{{"overcompleteness", "1"}, {"flips", "each"}}, 832}}}};
  study.run = run_trial;
  study.relative_cost = training::training_cost;
  return study::run_main(study, argc, argv);
}
