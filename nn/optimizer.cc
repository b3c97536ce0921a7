#include "nn/optimizer.h"

#include <cassert>
#include <cmath>

#include "base/check.h"

namespace nn {
namespace {

// `update`(i, w, g) is parameter i after the step, g its gradient with the penalty.
template <class Update>
void update_each(std::span<float> parameters, std::span<const float> gradient,
                 std::span<const float> mask, const Penalty& penalty, Update update) {
  const std::size_t count = parameters.size();
  assert(gradient.size() == count && (mask.empty() || mask.size() == count));
  const auto penalised = [&](std::size_t i) {
    const float w = parameters[i];
    const float sign = (w > 0 ? 1.F : 0.F) - (w < 0 ? 1.F : 0.F);
    return gradient[i] + penalty.weight_decay * w + penalty.l1 * sign;
  };
  if (mask.empty()) {
    for (std::size_t i = 0; i < count; ++i) parameters[i] = update(i, parameters[i], penalised(i));
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const float moved = update(i, parameters[i], mask[i] == 0 ? 0.F : penalised(i));
    parameters[i] = mask[i] == 0 ? 0.F : moved;
  }
}

void check_size(const char* name, float value) {
  base::require(value >= 0 && std::isfinite(value), "{} {}: needs a finite number from 0 on", name,
                value);
}

void check_penalty(const Penalty& penalty) {
  check_size("weight decay", penalty.weight_decay);
  check_size("l1", penalty.l1);
}

void check_share(const char* name, float value) {
  base::require(value >= 0 && value < 1, "{} {}: needs 0 <= {} < 1", name, value, name);
}

}  // namespace

Optimizer::Optimizer(float learning_rate) { Optimizer::set_learning_rate(learning_rate); }

void Optimizer::set_learning_rate(float learning_rate) {
  check_size("learning rate", learning_rate);
  learning_rate_ = learning_rate;
}

Sgd::Sgd(std::size_t parameter_count, SgdOptions options)
    : Optimizer(options.learning_rate), options_(options), velocity_(parameter_count) {
  check_share("momentum", options.momentum);
  check_penalty(options.penalty);
}

void Sgd::step(std::span<float> parameters, std::span<const float> gradient,
               std::span<const float> mask) {
  assert(parameters.size() == velocity_.size());
  const float rate = learning_rate_, momentum = options_.momentum;
  update_each(parameters, gradient, mask, options_.penalty,
              [velocity = velocity_.data(), rate, momentum](std::size_t i, float w, float g) {
                velocity[i] = momentum * velocity[i] + g;
                return w - rate * velocity[i];
              });
}

Adam::Adam(std::size_t parameter_count, AdamOptions options)
    : Optimizer(options.learning_rate),
      options_(options),
      first_moment_(parameter_count),
      second_moment_(parameter_count) {
  check_share("beta1", options.beta1);
  check_share("beta2", options.beta2);
  check_size("epsilon", options.epsilon);
  check_penalty(options.penalty);
}

void Adam::step(std::span<float> parameters, std::span<const float> gradient,
                std::span<const float> mask) {
  assert(parameters.size() == first_moment_.size());
  beta1_power_ *= options_.beta1;
  beta2_power_ *= options_.beta2;
  const auto rate = static_cast<float>(learning_rate_ / (1 - beta1_power_));
  const auto root = static_cast<float>(1 / std::sqrt(1 - beta2_power_));
  const float beta1 = options_.beta1, beta2 = options_.beta2, epsilon = options_.epsilon;
  Penalty penalty = options_.penalty;
  float kept = 1;
  if (options_.decoupled_decay) {
    kept = 1 - learning_rate_ * penalty.weight_decay;
    penalty.weight_decay = 0;
  }
  update_each(
      parameters, gradient, mask, penalty,
      [=, m = first_moment_.data(), v = second_moment_.data()](std::size_t i, float w, float g) {
        m[i] += (1 - beta1) * (g - m[i]);
        v[i] = beta2 * v[i] + (1 - beta2) * g * g;
        return kept * w - rate * m[i] / (std::sqrt(v[i]) * root + epsilon);
      });
}

Rmsprop::Rmsprop(std::size_t parameter_count, RmspropOptions options)
    : Optimizer(options.learning_rate), options_(options), mean_square_(parameter_count) {
  check_share("alpha", options.alpha);
  check_size("epsilon", options.epsilon);
  check_penalty(options.penalty);
}

void Rmsprop::step(std::span<float> parameters, std::span<const float> gradient,
                   std::span<const float> mask) {
  assert(parameters.size() == mean_square_.size());
  const float rate = learning_rate_, alpha = options_.alpha, epsilon = options_.epsilon;
  update_each(parameters, gradient, mask, options_.penalty,
              [=, square = mean_square_.data()](std::size_t i, float w, float g) {
                square[i] = alpha * square[i] + (1 - alpha) * g * g;
                return w - rate * g / (std::sqrt(square[i]) + epsilon);
              });
}

}  // namespace nn
