#pragma once

#include <span>
#include <vector>

namespace nn {

/// One step of gradient descent on a flat parameter vector. A step is one loop over the spans and
/// allocates nothing. Options mean what they mean in PyTorch 1.13; constructors throw
/// std::invalid_argument for a learning rate, decay, l1 or epsilon below 0 or not finite and for a
/// momentum, beta or alpha outside [0, 1). Example:
///   Sgd sgd(network.parameters().size(), {.learning_rate = 0.1F, .momentum = 0.9F});
///   sgd.set_learning_rate(learning_rate_at(schedule, step));
///   sgd.step(network.parameters(), workspace.gradient());
class Optimizer {
 public:
  virtual ~Optimizer() = default;

  /// `mask` is empty, or holds 0 for a pruned and 1 for a live parameter: a pruned one is set to
  /// exactly 0 and its gradient taken as 0, so that moments from before it was pruned decay.
  virtual void step(std::span<float> parameters, std::span<const float> gradient,
                    std::span<const float> mask) = 0;
  void step(std::span<float> parameters, std::span<const float> gradient) {
    step(parameters, gradient, {});
  }

  /// From the next step on. Throws std::invalid_argument as the constructors do.
  virtual void set_learning_rate(float learning_rate);

  /// Makes the moments of one parameter what they are before the first step: for a pruned parameter
  /// that is given back.
  virtual void forget(std::size_t parameter) = 0;

  /// Whether a parameter whose gradient stays 0 comes to rest: not if it decays.
  virtual bool rests_without_gradient() const = 0;

 protected:
  explicit Optimizer(float learning_rate);
  float learning_rate_;
};

/// What draws parameters towards 0, added to the gradient: weight_decay * w + l1 * sign(w), where
/// sign(0) = 0.
struct Penalty {
  float weight_decay = 0;
  float l1 = 0;
  bool is_none() const { return weight_decay == 0 && l1 == 0; }
};

struct SgdOptions {
  float learning_rate = 1e-2F;
  float momentum = 0;
  Penalty penalty = {};
};

/// Gradient descent with momentum: v = momentum v + g, w -= learning_rate v.
class Sgd final : public Optimizer {
 public:
  Sgd(std::size_t parameter_count, SgdOptions options);
  using Optimizer::step;
  void step(std::span<float> parameters, std::span<const float> gradient,
            std::span<const float> mask) override;
  void forget(std::size_t parameter) override { velocity_[parameter] = 0; }
  bool rests_without_gradient() const override { return options_.penalty.is_none(); }

 private:
  SgdOptions options_;
  std::vector<float> velocity_;
};

struct AdamOptions {
  float learning_rate = 1e-3F;
  float beta1 = 0.9F;
  float beta2 = 0.999F;
  float epsilon = 1e-8F;
  Penalty penalty = {};
  /// AdamW (Loshchilov & Hutter 2019, arXiv 1711.05101): weights shrink by the factor
  /// 1 - learning_rate * weight_decay a step, and the decay stays out of the moments.
  bool decoupled_decay = false;
};

/// Adam (Kingma & Ba 2015, algorithm 1): bias-corrected moments, epsilon added to the root of the
/// corrected second moment.
class Adam final : public Optimizer {
 public:
  Adam(std::size_t parameter_count, AdamOptions options);
  using Optimizer::step;
  void step(std::span<float> parameters, std::span<const float> gradient,
            std::span<const float> mask) override;
  void forget(std::size_t parameter) override {
    first_moment_[parameter] = second_moment_[parameter] = 0;
  }
  bool rests_without_gradient() const override { return options_.penalty.is_none(); }

 private:
  AdamOptions options_;
  double beta1_power_ = 1;
  double beta2_power_ = 1;
  std::vector<float> first_moment_;
  std::vector<float> second_moment_;
};

struct RmspropOptions {
  float learning_rate = 1e-2F;
  float alpha = 0.99F;
  float epsilon = 1e-8F;
  Penalty penalty = {};
};

/// RMSprop (Hinton's lecture 6e): s = alpha s + (1 - alpha) g^2, w -= learning_rate g / (sqrt(s) +
/// epsilon).
class Rmsprop final : public Optimizer {
 public:
  Rmsprop(std::size_t parameter_count, RmspropOptions options);
  using Optimizer::step;
  void step(std::span<float> parameters, std::span<const float> gradient,
            std::span<const float> mask) override;
  void forget(std::size_t parameter) override { mean_square_[parameter] = 0; }
  bool rests_without_gradient() const override { return options_.penalty.is_none(); }

 private:
  RmspropOptions options_;
  std::vector<float> mean_square_;
};

}  // namespace nn
