#pragma once

#include <memory>
#include <span>
#include <vector>

#include "nn/mask.h"
#include "nn/wrapped_optimizer.h"

namespace nn {

/// Trains some parameters of a network and leaves the others at the values they had in another one,
/// to the bit: fine-tuning of a few. The mask says which are live; the rest is frozen, its gradient
/// taken as 0 as that of a pruned parameter is, so that neither momentum nor decay moves it.
///
/// Example, two parameters of a trained network:
///   Mask mask(count);
///   for (std::size_t i = 2; i < count; ++i) mask.prune(i);
///   Freezing freezing(mask, base, std::make_unique<Adam>(count, AdamOptions{}));
///   freezing.rewind(network.parameters());
///   freezing.step(network.parameters(), workspace.gradient());
class Freezing final : public WrappedOptimizer {
 public:
  /// `base`: the values of frozen parameters, one a parameter of the network. Throws
  /// std::invalid_argument for another number of them than the mask has.
  Freezing(Mask mask, std::span<const float> base, std::unique_ptr<Optimizer> inner);

  using WrappedOptimizer::step;
  /// `mask` is empty: it is this one's own.
  void step(std::span<float> parameters, std::span<const float> gradient,
            std::span<const float> mask) override;

  /// Gives the frozen parameters their values. step() does it after each step.
  void rewind(std::span<float> parameters) const;

 private:
  Mask mask_;
  std::vector<float> base_;
};

}  // namespace nn
