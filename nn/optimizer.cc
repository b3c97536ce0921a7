#include "nn/optimizer.h"

#include <cassert>
#include <cmath>

namespace nn {

Adam::Adam(std::size_t parameter_count, AdamOptions options)
    : options_(options), first_moment_(parameter_count), second_moment_(parameter_count) {}

void Adam::step(std::span<float> parameters, std::span<const float> gradient,
                std::span<const float> mask) {
  const std::size_t count = first_moment_.size();
  assert(parameters.size() == count && gradient.size() == count);
  assert(mask.empty() || mask.size() == count);
  beta1_power_ *= options_.beta1;
  beta2_power_ *= options_.beta2;
  const auto rate = static_cast<float>(options_.learning_rate / (1 - beta1_power_));
  const auto root = static_cast<float>(1 / std::sqrt(1 - beta2_power_));
  const auto [_, beta1, beta2, epsilon] = options_;
  for (std::size_t i = 0; i < count; ++i) {
    const float slope = gradient[i] * (mask.empty() ? 1.F : mask[i]);
    first_moment_[i] += (1 - beta1) * (slope - first_moment_[i]);
    second_moment_[i] = beta2 * second_moment_[i] + (1 - beta2) * slope * slope;
    parameters[i] -= rate * first_moment_[i] / (std::sqrt(second_moment_[i]) * root + epsilon);
  }
  if (mask.empty()) return;
  for (std::size_t i = 0; i < count; ++i) parameters[i] = mask[i] == 0 ? 0.F : parameters[i];
}

}  // namespace nn
