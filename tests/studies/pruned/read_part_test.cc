#include "studies/pruned/read_part.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "nn/init.h"
#include "nn/pruning.h"
#include "nn/pruning_scores.h"
#include "studies/task/exactness.h"
#include "studies/task/life_network.h"
#include "studies/task/training.h"

namespace pruned {
namespace {

const task::Problem kOneStep{1, life::Rule::conway(), life::Topology::torus};

struct Pruned {
  nn::Network network;
  nn::Mask mask;
};

// L(1, m) with `keep` of its weights, drawn.
Pruned random_pruned(int m, std::size_t keep, std::uint64_t seed) {
  nn::Network network = task::life_network(1, m, life::Topology::torus);
  base::Stream init(seed, "init"), stream(seed, "mask");
  nn::initialise(network, nn::Initialisation::pytorch, init);
  const auto parts = nn::weight_parts(network, nn::Biases::kept);
  nn::Mask mask(network.parameters().size());
  nn::prune(mask, parts, nn::random_scores(parts.size(), stream), parts.size() - keep,
            nn::Scope::global, stream);
  mask.apply(network.parameters());
  return {std::move(network), std::move(mask)};
}

TEST(ReadPart, OfAWholeNetworkIsItself) {
  const Pruned whole = random_pruned(4, 108, 1);
  ReadPart part(whole.network, whole.mask);
  EXPECT_TRUE(std::ranges::equal(part.network().parameters(), whole.network.parameters()));
}

// Layers of 2 and 1 channels a m: what reads a channel of two decides.
TEST(ReadPart, LacksWhatNothingReads) {
  Pruned whole = random_pruned(2, 46, 1);
  const auto weight = [&](std::size_t layer, std::size_t i) {
    return whole.network.weights_begin(layer) + i;
  };
  whole.mask.prune(weight(4, 1));  // the second channel of two to the output
  whole.mask.prune(weight(2, 2));  // the third of four to the first of two
  whole.mask.apply(whole.network.parameters());
  ReadPart part(whole.network, whole.mask);
  const auto& layers = part.network().layers();
  EXPECT_EQ(nn::output_channels(layers[0]), 3);
  EXPECT_EQ(nn::output_channels(layers[2]), 1);
  EXPECT_EQ(part.network().parameters().size(), 30u + 4 + 2);
  EXPECT_EQ(std::ranges::count(part.mask(), 0.F), 0);

  nn::Network other = whole.network;
  for (float& parameter : part.network().parameters()) parameter = 7;
  part.copy_to(other);
  EXPECT_EQ(std::ranges::count(other.parameters(), 7.F), 36);
  EXPECT_EQ(other.weights(4)[1], 0);
  EXPECT_TRUE(
      std::ranges::equal(other.weights(0).subspan(18, 9), whole.network.weights(0).subspan(18, 9)));
}

// But for rounding: kernels take their sums in another order for another number of channels.
TEST(ReadPart, TrainsAsTheWholeDoes) {
  const task::Training training{{true, 0.5}, 8, 0.001, 4'000};
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    Pruned whole = random_pruned(8, 60, seed);
    ReadPart part(whole.network, whole.mask);
    ASSERT_LT(part.network().parameters().size(), whole.network.parameters().size());
    nn::Network trained = whole.network;
    const auto train = [&](nn::Network& network, std::span<const float> mask) {
      task::Training masked = training;
      masked.mask = mask;
      const base::Stream stream(seed, "data");
      return task::train(network, kOneStep, masked, {stream, stream, stream, stream},
                         [] { return false; });
    };
    const auto outcome = train(whole.network, whole.mask.values());
    EXPECT_EQ(train(part.network(), part.mask())->window_errors, outcome->window_errors);
    part.copy_to(trained);
    float furthest = 0;
    for (std::size_t i = 0; i < trained.parameters().size(); ++i) {
      furthest =
          std::max(furthest, std::abs(trained.parameters()[i] - whole.network.parameters()[i]));
    }
    EXPECT_LT(furthest, 1e-5F) << seed;
  }
}

}  // namespace
}  // namespace pruned
