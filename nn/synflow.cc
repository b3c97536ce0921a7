#include "nn/synflow.h"

#include <algorithm>
#include <cmath>

#include "nn/pruning_schedule.h"
#include "nn/workspace.h"

namespace nn {
namespace {

void fill(const PlanesView& planes, float value) {
  for (int channel = 0; channel < planes.shape.channels; ++channel) {
    for (int y = 0; y < planes.shape.height; ++y) {
      for (int x = 0; x < planes.shape.width; ++x) planes.at(channel, y, x) = value;
    }
  }
}

void clear_lanes(const PlanesView& planes) {
  for (int channel = 0; channel < planes.shape.channels; ++channel) {
    std::fill_n(planes.lanes(channel), planes.shape.plane_vectors(), Lanes{});
  }
}

}  // namespace

std::vector<double> synflow_scores(const Network& network, const Mask& mask, int height,
                                   int width) {
  Network positive = network;
  for (float& parameter : positive.parameters()) parameter = std::abs(parameter);
  mask.apply(positive.parameters());
  Workspace workspace(positive, height, width, Convolutions::direct);
  fill(workspace.input(), 1);
  workspace.forward();
  clear_lanes(workspace.output_gradient());
  fill(workspace.output_gradient(), 1);
  workspace.backward();
  const auto gradient = workspace.gradient();
  std::vector<double> scores;
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    scores.push_back(std::abs(double{positive.parameters()[i]} * double{gradient[i]}));
  }
  return scores;
}

void prune_by_synflow(Mask& mask, const Network& network, std::span<const Part> parts,
                      std::size_t keep, Scope scope, int height, int width, base::Stream& ties) {
  const auto counts = exponential(live_count(mask, parts), keep, kSynflowRounds);
  const auto scores_of = [&](const Mask& live) {
    return part_scores(parts, synflow_scores(network, live, height, width));
  };
  prune_in_rounds(mask, parts, counts, scores_of, scope, ties);
}

}  // namespace nn
