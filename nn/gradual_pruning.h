#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/random.h"
#include "nn/mask.h"
#include "nn/pruning.h"
#include "nn/pruning_scores.h"
#include "nn/wrapped_optimizer.h"

namespace nn {

/// What is pruned first.
enum class GradualScore {
  magnitude,  ///< the smallest |w| (Zhu & Gupta 2017, arXiv 1710.01878)
  /// The least MovementScores since the first step (Sanh et al. 2020, arXiv 2005.07683). There a
  /// pruned weight may come back; here it does not.
  movement,
};

struct GradualOptions {
  GradualScore score;
  std::vector<std::size_t> counts;  ///< live parts after each pruning: gradual() and others
  std::int64_t period = 100;        ///< steps from one pruning to the next
};

/// Prunes while a network is trained: after every `period`th step to the next of `counts`, among
/// the parts of all layers together. What is pruned stays exactly 0.
///
/// Example, to 50 of the weights over half of the steps:
///   GradualPruning pruning(mask, parts,
///                          {GradualScore::magnitude, gradual(parts.size(), 50, 40), steps / 80},
///                          std::make_unique<Adam>(count, AdamOptions{}), stream);
///   pruning.step(network.parameters(), workspace.gradient());  // `steps` times
class GradualPruning final : public WrappedOptimizer {
 public:
  /// Equal scores by lot from `ties`. Throws std::invalid_argument for a period below 1 and for a
  /// count above the live parts of `mask` or above the one before it.
  GradualPruning(Mask mask, std::vector<Part> parts, GradualOptions options,
                 std::unique_ptr<Optimizer> inner, const base::Stream& ties);

  using WrappedOptimizer::step;
  /// `mask` is empty: it is this one's own.
  void step(std::span<float> parameters, std::span<const float> gradient,
            std::span<const float> mask) override;

  /// Pruning can revive a dead network: only once it is over.
  bool rests_without_gradient() const override {
    return done_ == options_.counts.size() && WrappedOptimizer::rests_without_gradient();
  }

  const Mask& mask() const { return mask_; }

 private:
  void prune_to(std::size_t count, std::span<float> parameters);

  Mask mask_;
  std::vector<Part> parts_;
  GradualOptions options_;
  std::optional<MovementScores> movement_;
  base::Stream ties_;
  std::int64_t steps_ = 0;
  std::size_t done_ = 0;  // prunings
};

}  // namespace nn
