#include "nn/optimizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <memory>
#include <ostream>

#include "nn/mask.h"
#include "nn/schedule.h"

namespace nn {
namespace {

/// An optimiser, and where 20 steps of PyTorch 1.13's take the parameters 1, -2, 0.5 and 0 along
/// the gradients sin(0.3 step + i) + 0.2.
struct Case {
  const char* name;
  std::function<std::unique_ptr<Optimizer>(std::size_t parameter_count)> make;
  Schedule schedule;
  std::vector<float> expected;
};

void PrintTo(const Case& sample, std::ostream* out) { *out << sample.name; }

template <class Kind, class Options>
auto maker(Options options) {
  return [options](std::size_t count) { return std::make_unique<Kind>(count, options); };
}

std::vector<Case> optimizers() {
  const Penalty decay{.weight_decay = 0.1F};
  const ConstantRate constant{0.05F};
  return {
      {"sgd", maker<Sgd>(SgdOptions{}), constant, {0.7864263F, -2.16928F, 0.3467704F, -0.1801801F}},
      {"sgd_momentum_decay",
       maker<Sgd>(SgdOptions{.momentum = 0.9F, .penalty = decay}),
       constant,
       {-1.565787F, -2.111657F, 0.1000473F, 0.0423498F}},
      {"sgd_momentum_step",
       maker<Sgd>(SgdOptions{.momentum = 0.9F}),
       StepRate{0.05F, 0.5F, 6},
       {-0.5143674F, -3.446965F, -0.01651965F, 0.4215212F}},
      {"adam_decay",
       maker<Adam>(AdamOptions{.penalty = decay}),
       constant,
       {0.3193054F, -2.279696F, 0.2594972F, 0.1297407F}},
      {"adam_cosine",
       maker<Adam>(AdamOptions{}),
       CosineRate{0.05F, 0.01F, 10},
       {0.6506566F, -2.282539F, 0.2619562F, -0.06432996F}},
      {"adamw",
       maker<Adam>(AdamOptions{.penalty = decay, .decoupled_decay = true}),
       constant,
       {0.2910863F, -2.225082F, 0.2613219F, 0.1235843F}},
      {"rmsprop_decay",
       maker<Rmsprop>(RmspropOptions{.penalty = decay}),
       constant,
       {-0.908024F, -2.30434F, -0.3407305F, -0.2334704F}},
  };
}

std::vector<float> gradient_of(int step, std::size_t count) {
  std::vector<float> gradient;
  for (std::size_t i = 0; i < count; ++i) {
    gradient.push_back(static_cast<float>(std::sin(0.3 * step + static_cast<double>(i)) + 0.2));
  }
  return gradient;
}

class EachOptimizer : public testing::TestWithParam<Case> {
 protected:
  std::unique_ptr<Optimizer> make(std::size_t count) const {
    auto optimizer = GetParam().make(count);
    optimizer->set_learning_rate(0.05F);
    return optimizer;
  }
};

INSTANTIATE_TEST_SUITE_P(All, EachOptimizer, testing::ValuesIn(optimizers()),
                         [](const auto& each) { return each.param.name; });

TEST_P(EachOptimizer, GoesWherePytorchGoes) {
  const auto optimizer = make(4);
  std::vector<float> parameters{1, -2, 0.5F, 0};
  for (int step = 0; step < 20; ++step) {
    optimizer->set_learning_rate(learning_rate_at(GetParam().schedule, step));
    optimizer->step(parameters, gradient_of(step, 4));
  }
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(parameters[i], GetParam().expected[i], 2e-6) << i;
  }
}

// 37 parameters are two vectors and five more; each goes as if it were alone.
TEST_P(EachOptimizer, MovesEachParameterByItself) {
  constexpr std::size_t kCount = 37;
  const auto optimizer = make(kCount);
  std::vector<float> parameters(kCount, 0.3F);
  for (int step = 0; step < 10; ++step) optimizer->step(parameters, gradient_of(step, kCount));
  for (std::size_t i = 0; i < kCount; ++i) {
    const auto alone = make(1);
    std::vector<float> parameter{0.3F};
    for (int step = 0; step < 10; ++step) {
      alone->step(parameter, std::vector<float>{gradient_of(step, kCount)[i]});
    }
    EXPECT_NEAR(parameters[i], parameter[0], 1e-6) << i;
  }
}

TEST_P(EachOptimizer, PrunedParametersStayExactlyZero) {
  const auto pruned = make(20), plain = make(20);
  Mask mask(20);
  for (const std::size_t i : {1U, 7U, 16U, 19U}) mask.prune(i);
  std::vector<float> parameters(20, 0.5F), unpruned(20, 0.5F);
  for (int step = 0; step < 50; ++step) {
    std::vector<float> gradient = gradient_of(step, 20);
    plain->step(unpruned, gradient);
    gradient[7] = std::nanf("");
    pruned->step(parameters, gradient, mask.values());
    for (std::size_t i = 0; i < 20; ++i) {
      ASSERT_EQ(parameters[i], mask.is_live(i) ? unpruned[i] : 0) << i;
    }
  }
}

// As if the optimiser had not seen that parameter before; only Adam's corrections go by all steps.
TEST_P(EachOptimizer, ForgetsOneParameterAlone) {
  const auto optimizer = make(2), plain = make(2);
  std::vector<float> parameters{1, 1}, plain_parameters{1, 1};
  const std::vector<float> gradient{0.5F, 0.5F};
  for (int step = 0; step < 30; ++step) {
    optimizer->step(parameters, gradient);
    plain->step(plain_parameters, gradient);
  }
  const float before = parameters[0];
  optimizer->forget(0);
  optimizer->step(parameters, std::vector<float>{0, 0.5F});
  plain->step(plain_parameters, gradient);
  EXPECT_EQ(parameters[1], plain_parameters[1]);
  if (optimizer->rests_without_gradient()) {
    EXPECT_EQ(parameters[0], before);
  }
}

TEST_P(EachOptimizer, RateZeroMovesNothing) {
  const auto optimizer = make(3);
  optimizer->set_learning_rate(0);
  std::vector<float> parameters{1, -2, 0};
  optimizer->step(parameters, std::vector<float>{1, 2, 3});
  EXPECT_THAT(parameters, testing::ElementsAre(1, -2, 0));
}

TEST(Penalty, L1AddsTheSign) {
  Sgd sgd(3, {.learning_rate = 1, .penalty = {.l1 = 0.25F}});
  std::vector<float> parameters{1, -2, 0};
  sgd.step(parameters, std::vector<float>(3));
  EXPECT_THAT(parameters, testing::ElementsAre(0.75F, -1.75F, 0));
}

// Algorithm 1 of Kingma & Ba, one parameter, in double.
struct ScalarAdam {
  double m = 0, v = 0;
  int t = 0;

  double step(double p, double g) {
    ++t;
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    const double corrected_m = m / (1 - std::pow(0.9, t)),
                 corrected_v = v / (1 - std::pow(0.999, t));
    return p - 1e-3 * corrected_m / (std::sqrt(corrected_v) + 1e-8);
  }
};

TEST(Adam, FollowsTheAlgorithm) {
  constexpr std::size_t kCount = 37;
  Adam adam(kCount, {});
  std::vector<float> parameters(kCount);
  std::vector<ScalarAdam> scalars(kCount);
  std::vector<double> expected(kCount);
  for (int step = 0; step < 300; ++step) {
    const std::vector<float> gradient = gradient_of(step, kCount);
    for (std::size_t i = 0; i < kCount; ++i) {
      expected[i] = scalars[i].step(expected[i], gradient[i]);
    }
    adam.step(parameters, gradient);
  }
  for (std::size_t i = 0; i < kCount; ++i) EXPECT_NEAR(parameters[i], expected[i], 2e-6) << i;
}

TEST(Optimizers, RefuseImpossibleOptions) {
  EXPECT_THROW(Sgd(1, {.learning_rate = -1}), std::invalid_argument);
  EXPECT_THROW(Sgd(1, {.learning_rate = std::nanf("")}), std::invalid_argument);
  EXPECT_THROW(Sgd(1, {.momentum = 1}), std::invalid_argument);
  EXPECT_THROW(Adam(1, {.beta1 = 1.5F}), std::invalid_argument);
  EXPECT_THROW(Adam(1, {.beta2 = -0.1F}), std::invalid_argument);
  EXPECT_THROW(Rmsprop(1, {.alpha = 1}), std::invalid_argument);
  EXPECT_THROW(Rmsprop(1, {.penalty = {.l1 = -1}}), std::invalid_argument);
  EXPECT_THROW(Sgd(1, {.penalty = {.weight_decay = INFINITY}}), std::invalid_argument);
  EXPECT_THROW(Adam(1, {.learning_rate = INFINITY}), std::invalid_argument);
  EXPECT_THROW(Adam(1, {.epsilon = -1}), std::invalid_argument);
  EXPECT_THROW(Rmsprop(1, {.epsilon = std::nanf("")}), std::invalid_argument);
  EXPECT_THROW(Sgd(1, {}).set_learning_rate(-1), std::invalid_argument);
  EXPECT_THROW(Sgd(1, {}).set_learning_rate(std::nanf("")), std::invalid_argument);
}

}  // namespace
}  // namespace nn
