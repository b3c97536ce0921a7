#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "base/random.h"
#include "nn/mask.h"
#include "nn/network.h"
#include "nn/pruning.h"
#include "nn/wrapped_optimizer.h"

namespace nn {

/// A supermask by edge-popup (Ramanujan et al. 2020, arXiv 1911.13299): the parameters are never
/// trained, but which of them are there. Each part has a score; those of the highest |score|, so
/// many a layer, are live. A step moves the scores by the gradient that they would have if each
/// were what its parameter is multiplied with ("straight-through"): w dL/dw for a positive one,
/// where dL/dw is that of the network as it is, of pruned parameters too. Scores begin as PyTorch
/// draws weights, uniform on +-1 / sqrt(fan_in). Equal ones are kept in the order of parameters.
///
/// Example, 50 of the weights of a network:
///   EdgePopup popup(network, parts, 50, std::make_unique<Adam>(count, AdamOptions{}), stream);
///   popup.apply(network.parameters());
///   popup.step(network.parameters(), workspace.gradient());  // as often as you like
class EdgePopup final : public WrappedOptimizer {
 public:
  /// `parts` are of one parameter each; a parameter in none is always live. Each layer keeps the
  /// same share of its parts, `keep` in all (selection.h). `scores` moves the scores, one for each
  /// parameter of the network. Throws std::invalid_argument for more than there are.
  EdgePopup(const Network& network, std::span<const Part> parts, std::size_t keep,
            std::unique_ptr<Optimizer> scores, base::Stream& stream);

  using WrappedOptimizer::step;
  /// `gradient` is that of the network that apply() made of `parameters`; `mask` is empty.
  void step(std::span<float> parameters, std::span<const float> gradient,
            std::span<const float> mask) override;

  /// Makes each live parameter what it was in the network of the constructor and each other one 0.
  void apply(std::span<float> parameters) const;

  Mask mask() const;

 private:
  struct Group {
    std::vector<std::size_t> parameters;  // of one layer, the live ones first
    std::size_t keep;
  };
  void select();

  std::vector<float> weights_;
  std::vector<float> scores_;
  std::vector<float> score_gradient_;
  std::vector<Group> groups_;
};

}  // namespace nn
