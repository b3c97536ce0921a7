#include "nn/freezing.h"

#include <cassert>
#include <utility>

#include "base/check.h"

namespace nn {

Freezing::Freezing(Mask mask, std::span<const float> base, std::unique_ptr<Optimizer> inner)
    : WrappedOptimizer(std::move(inner)), mask_(std::move(mask)), base_(base.begin(), base.end()) {
  base::require(base_.size() == mask_.values().size(),
                "{} values to freeze at: needs one a parameter, {}", base_.size(),
                mask_.values().size());
}

void Freezing::step(std::span<float> parameters, std::span<const float> gradient,
                    [[maybe_unused]] std::span<const float> mask) {
  assert(mask.empty());
  inner().step(parameters, gradient, mask_.values());
  rewind(parameters);
}

void Freezing::rewind(std::span<float> parameters) const {
  assert(parameters.size() == base_.size());
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (!mask_.is_live(i)) parameters[i] = base_[i];
  }
}

}  // namespace nn
