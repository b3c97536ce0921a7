#include "nn/survivors.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <functional>
#include <memory>
#include <stdexcept>

#include "nn/loss.h"
#include "nn/optimizer.h"
#include "nn/pruning.h"
#include "nn/pruning_schedule.h"
#include "nn/pruning_scores.h"
#include "nn/workspace.h"

namespace nn {
namespace {

using Values = std::vector<float>;

Values copy_of(const Network& network) {
  return {network.parameters().begin(), network.parameters().end()};
}

Network random_network(std::uint64_t seed) {
  Network network({Dense{9, 8}, Relu{}, Dense{8, 4}, Relu{}, Dense{4, 1}});
  base::Stream stream(seed, "init");
  initialise(network, Initialisation::pytorch, stream);
  return network;
}

// Random samples of "an odd number of inputs is 1" that it is trained on.
class Training {
 public:
  Training(const Network& network, std::unique_ptr<Optimizer> optimizer)
      : workspace_(network, 1, kSamples), optimizer_(std::move(optimizer)) {
    base::Stream stream(4, "samples");
    Values targets(kSamples);
    for (int channel = 0; channel < 9; ++channel) {
      Values plane(kSamples);
      for (std::size_t i = 0; i < plane.size(); ++i) {
        plane[i] = stream.uniform() < 0.5 ? 1 : 0;
        targets[i] = plane[i] == targets[i] ? 0 : 1;
      }
      workspace_.set_input(channel, plane);
    }
    targets_ = workspace_.arrange(targets);
    weights_ = workspace_.arrange(Values(kSamples, 1.F / kSamples));
  }

  void step(Network& network, const Mask& mask) {
    workspace_.load(network);
    workspace_.forward();
    bce_with_logits(workspace_.logits(), targets_, weights_, workspace_.logits_gradient());
    workspace_.backward();
    optimizer_->step(network.parameters(), workspace_.gradient(), mask.values());
  }

 private:
  static constexpr int kSamples = 32;
  Workspace workspace_;
  std::unique_ptr<Optimizer> optimizer_;
  base::AlignedVector<float> targets_, weights_;
};

struct OptimizerCase {
  const char* name;
  std::function<std::unique_ptr<Optimizer>(std::size_t)> make;
};

std::vector<OptimizerCase> optimizers() {
  const Penalty decay{.weight_decay = 0.01F, .l1 = 0.001F};
  return {
      {"sgd",
       [=](std::size_t n) {
         return std::make_unique<Sgd>(
             n, SgdOptions{.learning_rate = 0.1F, .momentum = 0.9F, .penalty = decay});
       }},
      {"adam",
       [=](std::size_t n) { return std::make_unique<Adam>(n, AdamOptions{.penalty = decay}); }},
      {"adamw",
       [=](std::size_t n) {
         return std::make_unique<Adam>(n, AdamOptions{.penalty = decay, .decoupled_decay = true});
       }},
      {"rmsprop", [=](std::size_t n) { return std::make_unique<Rmsprop>(n, RmspropOptions{}); }},
  };
}

// Pruned during training, when moments are not 0: from each round on a pruned weight is +0 after
// every step, whatever the optimiser remembers.
TEST(PrunedWeights, StayExactlyZeroThroughEveryOptimizer) {
  for (const OptimizerCase& each : optimizers()) {
    SCOPED_TRACE(each.name);
    Network network = random_network(1);
    const auto parts = weight_parts(network, Biases::prunable);
    Training training(network, each.make(network.parameters().size()));
    Mask mask(network.parameters().size());
    base::Stream ties(1, "ties");
    for (const std::size_t count : gradual(parts.size(), 12, 20)) {
      const auto scores = part_scores(parts, magnitude_scores(network.parameters()));
      prune(mask, parts, scores, live_count(mask, parts) - count, Scope::global, ties);
      const Values before = copy_of(network);
      for (int step = 0; step < 10; ++step) {
        training.step(network, mask);
        for (std::size_t i = 0; i < before.size(); ++i) {
          if (mask.is_live(i)) continue;
          ASSERT_EQ(std::bit_cast<std::uint32_t>(network.parameters()[i]), 0u) << i;
        }
      }
      EXPECT_NE(copy_of(network), before);
    }
    EXPECT_EQ(live_count(mask, parts), 12u);
  }
}

class SurvivorsTest : public testing::Test {
 protected:
  SurvivorsTest() : network_(random_network(2)), initial_(copy_of(network_)) {
    Training training(network_, std::make_unique<Adam>(initial_.size(), AdamOptions{}));
    const Mask all(initial_.size());
    for (int step = 0; step < 20; ++step) {
      training.step(network_, all);
      if (step == 4) at_step_5_ = copy_of(network_);
    }
    trained_ = copy_of(network_);
    base::Stream ties(1, "ties");
    const auto parts = weight_parts(network_, Biases::kept);
    prune(mask_, parts, part_scores(parts, magnitude_scores(trained_)), 70, Scope::global, ties);
  }

  Values after(Survivors survivors, const Values& reference, std::uint64_t seed = 5,
               Initialisation initialisation = Initialisation::pytorch) {
    Network network = network_;
    base::Stream stream(seed, "survivors");
    set_survivors(network, mask_, survivors, reference, initialisation, stream);
    return copy_of(network);
  }

  // Bits, so that -0 is not 0.
  void expect_masked_bits(const Values& values, const Values& expected) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const float wanted = mask_.is_live(i) ? expected[i] : 0.F;
      EXPECT_EQ(std::bit_cast<std::uint32_t>(values[i]), std::bit_cast<std::uint32_t>(wanted)) << i;
    }
  }

  Network network_;
  Values initial_, at_step_5_, trained_;
  Mask mask_{initial_.size()};
};

TEST_F(SurvivorsTest, KeptOrRewoundToTheBit) {
  ASSERT_NE(initial_, at_step_5_);
  ASSERT_NE(at_step_5_, trained_);
  expect_masked_bits(after(Survivors::keep, {}), trained_);
  expect_masked_bits(after(Survivors::rewind, initial_), initial_);
  expect_masked_bits(after(Survivors::rewind, at_step_5_), at_step_5_);
}

TEST_F(SurvivorsTest, ReinitialisedAsAFreshNetworkIs) {
  Network fresh = network_;
  base::Stream stream(5, "survivors");
  initialise(fresh, Initialisation::pytorch, stream);
  expect_masked_bits(after(Survivors::reinitialise, {}), copy_of(fresh));
  EXPECT_NE(after(Survivors::reinitialise, {}), after(Survivors::reinitialise, {}, 6));
}

TEST_F(SurvivorsTest, ReinitialisedWithTheSignsOfTheReference) {
  const Values drawn = after(Survivors::reinitialise, {});
  const Values values = after(Survivors::reinitialise_same_signs, initial_);
  int turned = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    EXPECT_EQ(std::abs(values[i]), std::abs(drawn[i]));
    if (!mask_.is_live(i)) continue;
    EXPECT_EQ(std::signbit(values[i]), std::signbit(initial_[i])) << i;
    turned += values[i] != drawn[i] ? 1 : 0;
  }
  EXPECT_GT(turned, 10);
  // What is 0 has no sign to give.
  EXPECT_EQ(after(Survivors::reinitialise_same_signs, Values(initial_.size())), drawn);
}

TEST_F(SurvivorsTest, SignedConstantHasOneSizeALayer) {
  const Values values = after(Survivors::signed_constant, initial_);
  for (const Tensor& tensor : network_.tensors()) {
    const bool weights = tensor.shape.size() == 2;
    for (std::size_t i = tensor.begin; i < tensor.begin + tensor.size; ++i) {
      const auto size = weights ? static_cast<float>(std::sqrt(2. / tensor.shape.back())) : 0.F;
      EXPECT_EQ(values[i], mask_.is_live(i) ? std::copysign(size, initial_[i]) : 0) << i;
    }
  }
}

TEST(ParseSurvivors, KnowsAll) {
  EXPECT_EQ(parse_survivors("keep"), Survivors::keep);
  EXPECT_EQ(parse_survivors("rewind"), Survivors::rewind);
  EXPECT_EQ(parse_survivors("reinitialise"), Survivors::reinitialise);
  EXPECT_EQ(parse_survivors("reinitialise-same-signs"), Survivors::reinitialise_same_signs);
  EXPECT_EQ(parse_survivors("signed-constant"), Survivors::signed_constant);
  EXPECT_THROW(parse_survivors("reset"), std::invalid_argument);
}

}  // namespace
}  // namespace nn
