#include "studies/deployed/source.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>

#include "nn/shrink.h"
#include "studies/harness/identity.h"
#include "studies/pruned/pruning_study.h"
#include "studies/pruned/study_rounds.h"
#include "studies/subnetworks/iterative.h"
#include "studies/subnetworks/small_networks.h"
#include "studies/subnetworks/tickets_study.h"
#include "studies/training/training_study.h"

namespace deployed {
namespace {

using Stop = std::function<bool()>;

constexpr std::string_view kPruned = "pruned-";

study::Study study_of(std::string_view network) {
  if (network.starts_with(kPruned)) return pruned::pruning_study();
  return network == "trained" ? training::overcompleteness() : subnetworks::tickets_study();
}

/// Where they are not the defaults of its study.
study::Values own_values(std::string_view network) {
  if (network.starts_with(kPruned)) {
    return {{"criterion", std::string(network.substr(kPruned.size()))}};
  }
  if (network == "ticket") return {{"method", "imp"}, {"controls", "yes"}};
  if (network == "small") return {{"method", "small"}};
  return {};
}

study::Cell cell_of(const study::Study& study, const study::Cell& deployed) {
  study::Values chosen = own_values(deployed.text("network"));
  for (const study::Axis& axis : training::training_axes()) {
    chosen.emplace(axis.name, deployed.text(axis.name));
  }
  std::vector<std::string> values;
  for (const study::Axis& axis : study.axes) {
    const auto found = chosen.find(axis.name);
    values.push_back(axis.canonical(found == chosen.end() ? axis.default_values : found->second));
  }
  return {study.axes, values};
}

std::optional<std::vector<Source>> trained(const study::Trial& trial, const Stop& stop) {
  nn::Network network = training::initial_network(trial);
  const auto outcome = training::train(network, trial, stop);
  if (!outcome) return std::nullopt;
  const std::size_t parameters = network.parameters().size();
  return std::vector{Source{std::move(network), parameters, 1, outcome->window_errors.value()}};
}

Source source_of(const pruned::PrunedNetwork& pruned, std::int64_t window_errors,
                 std::int64_t whole) {
  const auto weights = pruned::kept_weights(pruned.network, pruned.mask);
  const auto kept = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  return {nn::shrink(pruned.network, nn::Inputs::zero_to_one), pruned.network.parameters().size(),
          static_cast<double>(kept) / static_cast<double>(whole), window_errors};
}

std::int64_t whole_weights(const study::Cell& cell) {
  return std::ssize(nn::weight_parts(training::blank_network(cell), nn::Biases::kept));
}

std::optional<std::vector<Source>> pruned_networks(const study::Trial& trial, const Stop& stop) {
  std::vector<Source> networks;
  const auto keep = [&, whole = whole_weights(trial.cell)](const pruned::StudyRound& round) {
    networks.push_back(source_of(round.network, round.trained.window_errors, whole));
  };
  if (!pruned::run_rounds(trial, keep, stop)) return std::nullopt;
  return networks;
}

std::optional<std::vector<Source>> subnetworks_of(const study::Trial& trial, const Stop& stop) {
  const subnetworks::Setting setting(trial);
  const auto tickets =
      trial.cell.text("method") == "small"
          ? subnetworks::small_networks(setting, stop)
          : subnetworks::iterative_tickets(setting, setting.initial, setting.initial,
                                           subnetworks::Return::initial, stop);
  if (!tickets) return std::nullopt;
  std::vector<Source> networks;
  for (const subnetworks::Ticket& ticket : *tickets) {
    networks.push_back(
        source_of(ticket.end, ticket.round.window_errors, whole_weights(trial.cell)));
  }
  return networks;
}

}  // namespace

const std::vector<std::string>& learned_names() {
  static const std::vector<std::string> names{
      "trained", "pruned-removal", "pruned-magnitude", "pruned-filters", "ticket", "small"};
  return names;
}

SourceTrial::SourceTrial(const study::Trial& trial)
    : study_(study_of(trial.cell.text("network"))),
      cell_(cell_of(study_, trial.cell)),
      trial_{study_, cell_, trial.base_seed, trial.index,
             study::trial_seed(study_, cell_.values(), trial.base_seed, trial.index)} {}

std::optional<std::vector<Source>> SourceTrial::networks(const Stop& stop) const {
  if (study_.name == "pruning") return pruned_networks(trial_, stop);
  if (study_.name == "tickets") return subnetworks_of(trial_, stop);
  return trained(trial_, stop);
}

const Source& nearest(const std::vector<Source>& networks, double per_cent) {
  return *std::ranges::min_element(networks, {}, [&](const Source& source) {
    return std::abs(std::log(100 * source.share / per_cent));
  });
}

}  // namespace deployed
