#pragma once

#include <cstdint>
#include <variant>

namespace nn {

// How a learning rate goes down with the number of steps taken.

struct ConstantRate {
  float rate;
};

/// rate * gamma^floor(step / period), as PyTorch's StepLR.
struct StepRate {
  float rate;
  float gamma;
  std::int64_t period;  ///< steps, at least 1
};

/// From `rate` at step 0 along half a cosine to `minimum` at step `period`, as PyTorch's
/// CosineAnnealingLR (Loshchilov & Hutter 2017, arXiv 1608.03983, equation 5); after that it rises
/// again, as there.
struct CosineRate {
  float rate;
  float minimum;
  std::int64_t period;  ///< steps, at least 1
};

using Schedule = std::variant<ConstantRate, StepRate, CosineRate>;

/// The learning rate of step number `step`, the first being 0. Throws std::invalid_argument for a
/// period below 1.
/// Example: adam.set_learning_rate(learning_rate_at(CosineRate{1e-2F, 0, 10'000}, step));
float learning_rate_at(const Schedule& schedule, std::int64_t step);

}  // namespace nn
