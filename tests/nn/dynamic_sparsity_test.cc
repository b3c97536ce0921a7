#include "nn/dynamic_sparsity.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "majority.h"
#include "nn/init.h"
#include "nn/random_masks.h"

namespace nn {
namespace {

using Values = std::vector<float>;

Network random_network() {
  Network network({Dense{9, 8}, Relu{}, Dense{8, 4}, Relu{}, Dense{4, 1}});
  base::Stream stream(1, "init");
  initialise(network, Initialisation::normal, stream);
  return network;
}

Mask sparse_mask(const Network& network, const std::vector<Part>& parts, std::uint64_t seed = 2) {
  base::Stream stream(seed, "mask");
  const auto counts = erdos_renyi_counts(network, parts, 40, stream);
  return random_mask(network.parameters().size(), parts, counts, stream);
}

std::unique_ptr<Optimizer> sgd(std::size_t count, float rate) {
  return std::make_unique<Sgd>(count, SgdOptions{.learning_rate = rate, .momentum = 0.9F});
}

class EachGrowth : public testing::TestWithParam<Growth> {};
INSTANTIATE_TEST_SUITE_P(All, EachGrowth, testing::Values(Growth::random, Growth::gradient));

TEST_P(EachGrowth, EveryLayerKeepsItsCountAndWhatIsPrunedIsZero) {
  Network network = random_network();
  const auto parts = weight_parts(network, Biases::kept);
  const Mask first = sparse_mask(network, parts);
  DynamicSparsity sparse(first, parts, {.growth = GetParam(), .last_step = 90, .period = 10},
                         sgd(network.parameters().size(), 0.01F), base::Stream(3, "growth"));
  first.apply(network.parameters());
  base::Stream noise(4, "noise");
  Mask before = first;
  int changes = 0;
  for (int step = 1; step <= 120; ++step) {
    Values gradient(network.parameters().size());
    for (float& slope : gradient) slope = static_cast<float>(noise.normal());
    sparse.step(network.parameters(), gradient);
    const Mask& mask = sparse.mask();
    EXPECT_EQ(live_counts(mask, parts), live_counts(first, parts));
    for (std::size_t i = 0; i < gradient.size(); ++i) {
      ASSERT_TRUE(mask.is_live(i) || network.parameters()[i] == 0) << i;
    }
    const bool changed = !std::ranges::equal(mask.values(), before.values());
    EXPECT_TRUE(!changed || (step % 10 == 0 && step <= 90)) << step;
    changes += changed ? 1 : 0;
    before = mask;
  }
  EXPECT_GE(changes, 5);
}

// Weights 1 to 10, of which 6 to 10 are live; those of the least magnitude go, two of five at first
// with a share of 0.4.
class OneLayer {
 public:
  explicit OneLayer(Growth growth, std::int64_t last_step = 1'000'000)
      : network_({Dense{10, 1}}),
        parts_(weight_parts(network_, Biases::kept)),
        sparse_(first_mask(), parts_,
                {.growth = growth, .last_step = last_step, .drop_share = 0.5, .period = 1},
                sgd(11, 0.1F), base::Stream(1, "growth")) {
    for (std::size_t i = 0; i < 10; ++i) network_.parameters()[i] = static_cast<float>(i) + 1;
    sparse_.mask().apply(network_.parameters());
  }

  // The live ones, as bits.
  unsigned step(const Values& gradient) {
    sparse_.step(network_.parameters(), gradient);
    unsigned live = 0;
    for (std::size_t i = 0; i < 10; ++i) live |= sparse_.mask().is_live(i) ? 1U << i : 0U;
    return live;
  }
  float parameter(std::size_t i) const { return network_.parameters()[i]; }

 private:
  static Mask first_mask() {
    Mask mask(11);
    for (std::size_t i = 0; i < 5; ++i) mask.prune(i);
    return mask;
  }

  Network network_;
  std::vector<Part> parts_;
  DynamicSparsity sparse_;
};

TEST(Rigl, GivesBackThoseOfTheLargestGradient) {
  OneLayer layer(Growth::gradient);
  // 6 and 7, parameters 5 and 6, are dropped; of all others than 8, 9 and 10 parameters 2 and 0
  // have the largest gradients.
  EXPECT_EQ(layer.step({5, 1, -9, 1, 1, 1, 1, 99, 99, 99, 0}), 0b1110000101U);
  EXPECT_EQ(layer.parameter(0), 0);
  EXPECT_EQ(layer.parameter(2), 0);
  EXPECT_EQ(layer.parameter(7), 8);  // no step of the optimiser is taken
}

TEST(Rigl, OneJustDroppedMayComeBackAsItWas) {
  OneLayer layer(Growth::gradient);
  EXPECT_EQ(layer.step({5, 1, 1, 1, 1, 9, 1, 99, 99, 99, 0}), 0b1110100001U);
  EXPECT_EQ(layer.parameter(5), 6);
  EXPECT_EQ(layer.parameter(6), 0);
}

TEST(Set, GivesBackAnyOfTheOthersAlike) {
  std::vector<int> grown(10);
  constexpr int kTrials = 7000;
  Network network({Dense{10, 1}});
  const auto parts = weight_parts(network, Biases::kept);
  Mask mask(11);
  for (std::size_t i = 0; i < 5; ++i) mask.prune(i);
  for (std::uint64_t trial = 0; trial < kTrials; ++trial) {
    DynamicSparsity set(
        mask, parts, {.growth = Growth::random, .last_step = 1000, .drop_share = 0.5, .period = 1},
        sgd(11, 0.1F), base::Stream(trial, "growth"));
    Values parameters{0, 0, 0, 0, 0, 6, 7, 8, 9, 10, 0};
    set.step(parameters, Values(11, 1.F));
    for (std::size_t i = 0; i < 10; ++i) grown[i] += set.mask().is_live(i) ? 1 : 0;
  }
  // Two of seven; the standard deviation is 38.
  for (std::size_t i = 0; i < 7; ++i) EXPECT_NEAR(grown[i], kTrials * 2 / 7, 190) << i;
  for (std::size_t i = 7; i < 10; ++i) EXPECT_EQ(grown[i], kTrials);
}

TEST(DynamicSparsity, TheShareFallsAlongACosine) {
  // At step t of 4, of five: floor(2.5 / 2 (1 + cos(pi t / 4))) = 2, 1, 0, 0.
  OneLayer layer(Growth::gradient, 4);
  const Values inwards{9, 8, 7, 6, 5, 0, 0, 0, 0, 0, 0};
  EXPECT_EQ(layer.step(inwards), 0b1110000011U);
  const unsigned second = layer.step(inwards);
  EXPECT_EQ(second, 0b1110000011U);  // drops one at 0, which has the largest gradient
  EXPECT_EQ(layer.step(inwards), second);
}

TEST(DynamicSparsity, WhatIsGivenBackHasNoMomentum) {
  const Network network({Dense{3, 1}});
  const auto parts = weight_parts(network, Biases::kept);
  Mask mask(4);
  mask.prune(2);
  // Each third step is an update that drops one of two.
  DynamicSparsity rigl(
      mask, parts,
      {.growth = Growth::gradient, .last_step = 1'000'000, .drop_share = 0.9, .period = 3},
      sgd(4, 0.1F), base::Stream(1, "growth"));
  Values parameters{5, 0.01F, 0, 0};
  for (int step = 1; step <= 2; ++step) rigl.step(parameters, Values{0, 1, 0, 0});
  rigl.step(parameters, Values{0, 0, 1, 0});
  EXPECT_FALSE(rigl.mask().is_live(1));
  for (int step = 4; step <= 5; ++step) rigl.step(parameters, Values{0, 1, 0, 0});
  rigl.step(parameters, Values{0, 1, 0, 0});
  EXPECT_TRUE(rigl.mask().is_live(1));
  rigl.step(parameters, Values(4, 0.F));
  EXPECT_EQ(parameters[1], 0);
}

// The mean loss of eight sparse networks; with a share of 0 the mask stays as it begins.
double mean_trained_loss(Growth growth, double drop_share) {
  constexpr int kNetworks = 8, kSteps = 600;
  const Majority task(32);
  double sum = 0;
  for (std::uint64_t seed = 0; seed < kNetworks; ++seed) {
    Network network = task.network(8, seed);
    const auto parts = weight_parts(network, Biases::kept);
    const std::size_t size = network.parameters().size();
    DynamicSparsity sparse(
        sparse_mask(network, parts, seed), parts,
        {.growth = growth, .last_step = 3 * kSteps / 4, .drop_share = drop_share, .period = 20},
        std::make_unique<Adam>(size, AdamOptions{.learning_rate = 0.01F}),
        base::Stream(seed, "growth"));
    sparse.mask().apply(network.parameters());
    sum += task.trained_loss(network, sparse, kSteps);
  }
  return sum / kNetworks;
}

// What their papers show first: masks that change find connections that a fixed one of as many
// lacks (Mocanu et al. 2018, figure 2 and table 2), the gradient's more than random ones (Evci et
// al. 2020, figure 2).
TEST(DynamicSparsity, IsBetterThanAFixedMaskAndByTheGradientBest) {
  const double set = mean_trained_loss(Growth::random, 0.3);
  EXPECT_LT(set, mean_trained_loss(Growth::random, 0));
  EXPECT_LT(mean_trained_loss(Growth::gradient, 0.3), set);
}

TEST(DynamicSparsity, RefusesWhatCannotBe) {
  const Network network = random_network();
  const auto parts = weight_parts(network, Biases::kept);
  const std::size_t count = network.parameters().size();
  for (const DynamicSparsityOptions& options :
       {DynamicSparsityOptions{Growth::random, 0, 0.3, 100},
        DynamicSparsityOptions{Growth::random, 10, 1.1, 100},
        DynamicSparsityOptions{Growth::random, 10, 0.3, 0}}) {
    EXPECT_THROW(
        DynamicSparsity(Mask(count), parts, options, sgd(count, 0.1F), base::Stream(1, "growth")),
        std::invalid_argument);
  }
}

}  // namespace
}  // namespace nn
