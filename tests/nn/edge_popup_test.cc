#include "nn/edge_popup.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <stdexcept>

#include "majority.h"
#include "nn/init.h"
#include "nn/random_masks.h"

namespace nn {
namespace {

using Values = std::vector<float>;

Network random_network(std::uint64_t seed, int width = 8) {
  Network network({Dense{9, width}, Relu{}, Dense{width, 4}, Relu{}, Dense{4, 1}});
  base::Stream stream(seed, "init");
  initialise(network, Initialisation::normal, stream);
  return network;
}

std::unique_ptr<Optimizer> sgd(const Network& network, float rate) {
  return std::make_unique<Sgd>(network.parameters().size(), SgdOptions{.learning_rate = rate});
}

TEST(EdgePopup, KeepsExactlySoManyFrozenWeightsALayer) {
  const Network frozen = random_network(1);
  const auto parts = weight_parts(frozen, Biases::kept);
  base::Stream stream(1, "scores"), noise(1, "noise");
  for (const std::size_t keep : {std::size_t{1}, std::size_t{27}, parts.size()}) {
    EdgePopup popup(frozen, parts, keep, sgd(frozen, 0.1F), stream);
    Network network = frozen;
    popup.apply(network.parameters());
    const LayerCounts counts = live_counts(popup.mask(), parts);
    for (int step = 0; step < 20; ++step) {
      Values gradient(frozen.parameters().size());
      for (float& slope : gradient) slope = static_cast<float>(noise.normal());
      popup.step(network.parameters(), gradient);
      const Mask mask = popup.mask();
      EXPECT_EQ(live_count(mask, parts), keep);
      EXPECT_EQ(live_counts(mask, parts), counts);
      for (std::size_t i = 0; i < gradient.size(); ++i) {
        ASSERT_EQ(network.parameters()[i], mask.is_live(i) ? frozen.parameters()[i] : 0) << i;
      }
    }
  }
  EXPECT_THROW(EdgePopup(frozen, parts, parts.size() + 1, sgd(frozen, 0.1F), stream),
               std::invalid_argument);
}

// One layer of two weights, 2 and 3, of which one is kept: the gradient 1 by both moves the scores
// by -0.1 * 2 and -0.1 * 3 (the other way for a score below 0), until the other one is greater.
TEST(EdgePopup, MovesScoresByWeightTimesGradient) {
  Network frozen({Dense{2, 1}});
  frozen.parameters()[0] = 2;
  frozen.parameters()[1] = 3;
  const auto parts = weight_parts(frozen, Biases::kept);
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    base::Stream stream(seed, "scores"), same(seed, "scores");
    Network scores = frozen;
    initialise(scores, Initialisation::pytorch, same);
    Values size{std::abs(scores.parameters()[0]), std::abs(scores.parameters()[1])};
    EdgePopup popup(frozen, parts, 1, sgd(frozen, 0.1F), stream);
    EXPECT_EQ(popup.mask().is_live(0), size[0] > size[1]);
    // Upwards, so that no score changes its sign.
    Values parameters(3);
    for (int step = 1; step <= 10; ++step) {
      popup.step(parameters, Values{-0.1F, -0.1F, 0});
      size[0] += 0.02F;
      size[1] += 0.03F;
      EXPECT_EQ(popup.mask().is_live(0), size[0] > size[1]) << seed << " " << step;
    }
  }
}

// The mean loss of eight networks of which only the mask was trained.
double mean_trained_loss(int width, double share) {
  constexpr int kNetworks = 8;
  const Majority task(9);
  double sum = 0;
  for (std::uint64_t seed = 0; seed < kNetworks; ++seed) {
    Network network = task.network(width, seed);
    base::Stream scores(seed, "scores");
    const auto parts = weight_parts(network, Biases::kept);
    const auto keep = static_cast<std::size_t>(share * static_cast<double>(parts.size()));
    EdgePopup popup(
        network, parts, keep,
        std::make_unique<Adam>(network.parameters().size(), AdamOptions{.learning_rate = 0.01F}),
        scores);
    popup.apply(network.parameters());
    sum += task.trained_loss(network, popup, 300);
  }
  return sum / kNetworks;
}

// What their paper shows first (arXiv 1911.13299, section 4): about half of the weights are better
// than few or nearly all, all being the untrained network; and wider networks are better.
TEST(EdgePopup, HalfOfTheWeightsAreBestAndWiderIsBetter) {
  const double half = mean_trained_loss(32, 0.5);
  EXPECT_LT(half, mean_trained_loss(32, 0.1));
  EXPECT_LT(half, mean_trained_loss(32, 0.9));
  EXPECT_LT(half, mean_trained_loss(32, 1));
  EXPECT_LT(half, mean_trained_loss(16, 0.5));
  EXPECT_LT(mean_trained_loss(64, 0.5), half);
}

}  // namespace
}  // namespace nn
