#include "studies/subnetworks/at_initialisation.h"

#include <array>
#include <utility>

#include "nn/pruning_scores.h"
#include "nn/random_masks.h"
#include "nn/synflow.h"
#include "studies/pruned/sample.h"
#include "studies/task/dataset.h"
#include "studies/task/window_form.h"

namespace subnetworks {
namespace {

constexpr std::array<std::pair<std::string_view, Criterion>, 6> kNames{
    {{"snip", Criterion::snip},
     {"grasp", Criterion::grasp},
     {"synflow", Criterion::synflow},
     {"magnitude", Criterion::magnitude},
     {"random", Criterion::random},
     {"random-layers", Criterion::random_layers}}};

pruned::Sample sample_of(const Setting& setting) {
  return {setting.problem, setting.trial.stream("sample")};
}

std::vector<double> scores_of(const Setting& setting, const nn::Network& network,
                              Criterion criterion) {
  const auto parameters = network.parameters();
  switch (criterion) {
    case Criterion::snip:
      return nn::sensitivity_scores(parameters, sample_of(setting).gradient(network));
    case Criterion::grasp:
      return sample_of(setting).grasp_scores(network);
    case Criterion::magnitude:
      return nn::magnitude_scores(parameters);
    default:
      break;
  }
  base::Stream stream = setting.trial.stream("random scores");
  return nn::random_scores(parameters.size(), stream);
}

// Whether that is all SynFlow needs to see: on a torus.
bool on_one_cell(const Setting& setting) {
  return setting.problem.topology == life::Topology::torus;
}

// In multiply-adds.
std::int64_t scoring_cost(const Setting& setting, const nn::Network& network, Criterion criterion) {
  constexpr std::int64_t kCells = task::kBoardSide * task::kBoardSide;
  const std::int64_t examples =
      setting.problem.steps == 1 ? task::kWindows : pruned::kSampleBoards * kCells;
  const std::int64_t a_cell = network.training_multiply_adds();
  switch (criterion) {
    case Criterion::snip:
      return examples * a_cell;
    case Criterion::grasp:
      return 5 * examples * a_cell;
    case Criterion::synflow:
      return nn::kSynflowRounds * a_cell * (on_one_cell(setting) ? 1 : kCells);
    default:
      return 0;
  }
}

}  // namespace

std::optional<Criterion> parse_criterion(std::string_view text) {
  for (const auto& [name, criterion] : kNames) {
    if (name == text) return criterion;
  }
  return std::nullopt;
}

nn::Mask mask_at_initialisation(const Setting& setting, const nn::Network& network,
                                Criterion criterion, std::size_t keep) {
  const std::size_t size = network.parameters().size();
  base::Stream ties = setting.trial.stream("ties");
  if (criterion == Criterion::random_layers) {
    const auto counts = nn::erdos_renyi_counts(network, setting.parts, keep, ties);
    base::Stream stream = setting.trial.stream("random mask");
    return nn::random_mask(size, setting.parts, counts, stream);
  }
  nn::Mask mask(size);
  if (criterion == Criterion::synflow) {
    const int side = on_one_cell(setting) ? 1 : task::kBoardSide;
    nn::prune_by_synflow(mask, network, setting.parts, keep, nn::Scope::global, side, side, ties);
    return mask;
  }
  nn::prune(mask, setting.parts,
            nn::part_scores(setting.parts, scores_of(setting, network, criterion)),
            setting.parts.size() - keep, nn::Scope::global, ties);
  return mask;
}

std::optional<Tickets> tickets_at_initialisation(const Setting& setting, const nn::Network& initial,
                                                 Criterion criterion, const Stop& stop) {
  const std::int64_t cost = scoring_cost(setting, initial, criterion);
  Tickets tickets;
  for (const std::size_t count : setting.counts) {
    pruned::PrunedNetwork start(initial);
    start.mask = mask_at_initialisation(setting, initial, criterion, count);
    start.mask.apply(start.network.parameters());
    start.spent += {0, cost, cost};
    auto ticket = trained(count, std::move(start), setting.trial, stop);
    if (!ticket) return std::nullopt;
    tickets.push_back(std::move(*ticket));
  }
  return tickets;
}

}  // namespace subnetworks
