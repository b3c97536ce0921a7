#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/random.h"
#include "nn/mask.h"
#include "nn/pruning.h"
#include "nn/wrapped_optimizer.h"

namespace nn {

/// Which pruned parameters are given back.
enum class Growth {
  random,    ///< SET (Mocanu et al. 2018, arXiv 1707.04780)
  gradient,  ///< RigL (Evci et al. 2020, arXiv 1911.11134): those of the largest |dL/dw|
};

struct DynamicSparsityOptions {
  Growth growth;
  std::int64_t last_step;     ///< steps with no update after them
  double drop_share = 0.3;    ///< of a layer's live parts, at first
  std::int64_t period = 100;  ///< steps from an update to the next
};

/// Training that is sparse from its start to its end while the mask changes. In place of every
/// `period`th step each layer loses its live parts of the smallest |w|, a share of
/// drop_share / 2 (1 + cos(pi step / last_step)), rounded down, and is given back as many of the
/// others, those just dropped among them: so the number of live parts never changes. What is given
/// back starts at 0 with the optimiser's moments forgotten, but one that was just dropped goes on
/// as it was. That is RigL's code; its authors ran SET with the same schedule. Gradients are dense:
/// those of pruned parameters count.
///
/// Example:
///   DynamicSparsity rigl(mask, parts, {Growth::gradient, 3 * steps / 4},
///                        std::make_unique<Adam>(count, AdamOptions{}), stream);
///   mask.apply(network.parameters());
///   rigl.step(network.parameters(), workspace.gradient());  // `steps` times
class DynamicSparsity final : public WrappedOptimizer {
 public:
  /// `parts` are of one parameter each. Throws std::invalid_argument for a share outside [0, 1] and
  /// a period or last step below 1.
  DynamicSparsity(Mask mask, std::span<const Part> parts, DynamicSparsityOptions options,
                  std::unique_ptr<Optimizer> inner, base::Stream stream);

  using WrappedOptimizer::step;
  /// `mask` is empty: it is this one's own.
  void step(std::span<float> parameters, std::span<const float> gradient,
            std::span<const float> mask) override;

  /// Dropped parameters leave room for others.
  bool rests_without_gradient() const override { return false; }

  const Mask& mask() const { return mask_; }

 private:
  void update(std::span<float> parameters, std::span<const float> gradient);
  void update(const std::vector<std::size_t>& layer, std::span<float> parameters,
              std::span<const float> gradient);

  Mask mask_;
  std::vector<std::vector<std::size_t>> layers_;  // parameters
  DynamicSparsityOptions options_;
  base::Stream stream_;
  std::int64_t steps_ = 0;
};

}  // namespace nn
