#include "nn/edge_popup.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <utility>

#include "nn/init.h"
#include "nn/selection.h"

namespace nn {
namespace {

std::vector<float> drawn_scores(Network network, base::Stream& stream) {
  initialise(network, Initialisation::pytorch, stream);
  return {network.parameters().begin(), network.parameters().end()};
}

}  // namespace

EdgePopup::EdgePopup(const Network& network, std::span<const Part> parts, std::size_t keep,
                     std::unique_ptr<Optimizer> scores, base::Stream& stream)
    : WrappedOptimizer(std::move(scores)),
      weights_(network.parameters().begin(), network.parameters().end()),
      scores_(drawn_scores(network, stream)),
      score_gradient_(weights_.size()) {
  std::map<std::size_t, std::vector<std::size_t>> by_layer;
  for (const Part& part : parts) {
    assert(part.parameters.size() == 1);
    by_layer[part.layer].push_back(part.parameters[0]);
  }
  std::vector<std::size_t> sizes;
  for (const auto& [layer, members] : by_layer) sizes.push_back(members.size());
  const auto counts = proportional_counts(keep, sizes, stream);
  for (auto& [layer, members] : by_layer) {
    groups_.push_back({std::move(members), counts[groups_.size()]});
  }
  select();
}

void EdgePopup::select() {
  for (Group& group : groups_) {
    std::ranges::nth_element(
        group.parameters, group.parameters.begin() + static_cast<std::ptrdiff_t>(group.keep),
        [&](std::size_t a, std::size_t b) {
          const float left = std::abs(scores_[a]), right = std::abs(scores_[b]);
          return left > right || (left == right && a < b);
        });
  }
}

void EdgePopup::step(std::span<float> parameters, std::span<const float> gradient,
                     [[maybe_unused]] std::span<const float> mask) {
  assert(mask.empty() && gradient.size() == weights_.size());
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    score_gradient_[i] = std::copysign(1.F, scores_[i]) * weights_[i] * gradient[i];
  }
  inner().step(scores_, score_gradient_);
  select();
  apply(parameters);
}

void EdgePopup::apply(std::span<float> parameters) const {
  std::ranges::copy(weights_, parameters.begin());
  for (const Group& group : groups_) {
    for (std::size_t i = group.keep; i < group.parameters.size(); ++i) {
      parameters[group.parameters[i]] = 0;
    }
  }
}

Mask EdgePopup::mask() const {
  Mask mask(weights_.size());
  for (const Group& group : groups_) {
    for (std::size_t i = group.keep; i < group.parameters.size(); ++i) {
      mask.prune(group.parameters[i]);
    }
  }
  return mask;
}

}  // namespace nn
