#pragma once

#include <span>
#include <vector>

namespace nn {

struct AdamOptions {
  float learning_rate = 1e-3F;
  float beta1 = 0.9F;
  float beta2 = 0.999F;
  float epsilon = 1e-8F;
};

/// Adam (Kingma & Ba 2015, algorithm 1), as in PyTorch: bias-corrected moments, epsilon added to
/// the root of the corrected second moment.
class Adam {
 public:
  Adam(std::size_t parameter_count, AdamOptions options);

  /// One step. `mask` is empty, or holds 0 for a pruned and 1 for a live parameter: a pruned one is
  /// set to exactly 0 and its gradient taken as 0, so that moments from before it was pruned decay.
  void step(std::span<float> parameters, std::span<const float> gradient,
            std::span<const float> mask = {});

 private:
  AdamOptions options_;
  double beta1_power_ = 1;
  double beta2_power_ = 1;
  std::vector<float> first_moment_;
  std::vector<float> second_moment_;
};

}  // namespace nn
