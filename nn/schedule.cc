#include "nn/schedule.h"

#include <cassert>
#include <cmath>
#include <numbers>

#include "base/check.h"

namespace nn {
namespace {

void check_period(std::int64_t period) {
  base::require(period >= 1, "schedule period {}: needs at least 1 step", period);
}

double rate_at(const ConstantRate& constant, std::int64_t) { return double{constant.rate}; }

double rate_at(const StepRate& steps, std::int64_t step) {
  check_period(steps.period);
  return double{steps.rate} *
         std::pow(double{steps.gamma}, static_cast<double>(step / steps.period));
}

double rate_at(const CosineRate& cosine, std::int64_t step) {
  check_period(cosine.period);
  const double turn = static_cast<double>(step) / static_cast<double>(cosine.period);
  const double height = (1 + std::cos(std::numbers::pi * turn)) / 2;
  return double{cosine.minimum} + (double{cosine.rate} - double{cosine.minimum}) * height;
}

}  // namespace

float learning_rate_at(const Schedule& schedule, std::int64_t step) {
  assert(step >= 0);
  return std::visit([step](const auto& each) { return static_cast<float>(rate_at(each, step)); },
                    schedule);
}

}  // namespace nn
