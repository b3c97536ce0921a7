#include "studies/pruned/criterion.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "nn/pruning_scores.h"
#include "nn/synflow.h"
#include "studies/harness/join.h"
#include "studies/task/dataset.h"

namespace pruned {

const std::vector<std::string>& criterion_names() {
  static const std::vector<std::string> names{
      "magnitude", "magnitude-layerwise", "sensitivity", "random",  "synflow",
      "grasp",     "displacement",        "removal",     "filters", "movement"};
  return names;
}

Criterion parse_criterion(std::string_view text) {
  const auto& names = criterion_names();
  const auto found = std::ranges::find(names, text);
  base::require(found != names.end(), "criterion '{}': needs one of {}", text,
                study::join(names, ", "));
  return static_cast<Criterion>(found - names.begin());
}

bool depends_on_rest(Criterion criterion) {
  return criterion == Criterion::sensitivity || criterion == Criterion::synflow ||
         criterion == Criterion::grasp || criterion == Criterion::removal;
}

nn::Scope scope_of(Criterion criterion) {
  const bool layerwise =
      criterion == Criterion::magnitude_layerwise || criterion == Criterion::filters;
  return layerwise ? nn::Scope::layerwise : nn::Scope::global;
}

std::vector<nn::Part> parts_of(Criterion criterion, const nn::Network& network, nn::Biases biases) {
  return criterion == Criterion::filters ? nn::filter_parts(network)
                                         : nn::weight_parts(network, biases);
}

Scorer::Scorer(Criterion criterion, const task::Problem& problem, Sample sample,
               std::vector<float> initial, const base::Stream& random)
    : criterion_(criterion),
      problem_(problem),
      sample_(std::move(sample)),
      initial_(std::move(initial)),
      random_(random) {
  base::require(criterion != Criterion::movement,
                "criterion movement: needs a training that it is summed in");
}

std::vector<double> Scorer::scores(const nn::Network& network, const nn::Mask& mask,
                                   std::span<const nn::Part> parts) {
  const std::span<const float> parameters = network.parameters();
  switch (criterion_) {
    case Criterion::magnitude:
    case Criterion::magnitude_layerwise:
    case Criterion::filters:
      return nn::part_scores(parts, nn::magnitude_scores(parameters));
    case Criterion::sensitivity:
      return nn::part_scores(parts, nn::sensitivity_scores(parameters, sample_.gradient(network)));
    case Criterion::random:
      return nn::random_scores(parts.size(), random_);
    case Criterion::synflow: {
      const int side = problem_.topology == life::Topology::torus ? 1 : task::kBoardSide;
      return nn::part_scores(parts, nn::synflow_scores(network, mask, side, side));
    }
    case Criterion::grasp:
      return nn::part_scores(parts, sample_.grasp_scores(network));
    case Criterion::displacement:
      return nn::part_scores(parts, nn::displacement_scores(parameters, initial_));
    case Criterion::removal:
    case Criterion::movement:
      break;
  }
  return nn::removal_scores(network, parts,
                            [this](const nn::Network& without) { return sample_.loss(without); });
}

}  // namespace pruned
