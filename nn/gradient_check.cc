#include "nn/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace nn {

GradientCheck check_gradient(const std::function<double(std::span<const double>)>& loss,
                             std::span<const double> parameters, std::span<const double> gradient,
                             double step, double kink_tolerance) {
  GradientCheck check;
  std::vector<double> moved(parameters.begin(), parameters.end());
  const double here = loss(moved);
  for (std::size_t i = 0; i < moved.size(); ++i) {
    moved[i] = parameters[i] + step;
    const double right = (loss(moved) - here) / step;
    moved[i] = parameters[i] - step;
    const double left = (here - loss(moved)) / step;
    moved[i] = parameters[i];
    if (std::abs(right - left) > kink_tolerance) {
      ++check.kinks;
      continue;
    }
    ++check.compared;
    check.worst_error = std::max(check.worst_error, std::abs((left + right) / 2 - gradient[i]));
  }
  return check;
}

}  // namespace nn
