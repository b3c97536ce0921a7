#pragma once

#include <functional>
#include <span>

namespace nn {

/// How far a gradient is from central differences.
struct GradientCheck {
  double worst_error = 0;  ///< largest |analytic - numeric| over the parameters compared
  int compared = 0;
  int kinks =
      0;  ///< left out: the slopes left and right of the point differ, as at a ReLU's corner
};

/// Compares `gradient` of `loss` at `parameters` with (loss(p + step) - loss(p - step)) / (2 step),
/// parameter by parameter. A parameter whose one-sided slopes differ by more than `kink_tolerance`
/// is counted as a kink and not compared.
GradientCheck check_gradient(const std::function<double(std::span<const double>)>& loss,
                             std::span<const double> parameters, std::span<const double> gradient,
                             double step, double kink_tolerance);

}  // namespace nn
