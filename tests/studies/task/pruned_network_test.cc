// Pruning and shrinking where all windows can be looked at.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "nn/footprint.h"
#include "nn/init.h"
#include "nn/pruning.h"
#include "nn/pruning_scores.h"
#include "nn/shrink.h"
#include "studies/task/exactness.h"
#include "studies/task/hand_made.h"
#include "studies/task/life_network.h"
#include "studies/task/window_network.h"

namespace task {
namespace {

constexpr auto kTorus = life::Topology::torus;

Problem life_problem(int steps, life::Topology topology = kTorus) {
  return {steps, life::Rule::conway(), topology};
}

/// What is left of a network, biases too, when all but `keep` parameters are pruned by magnitude.
nn::Network pruned_by_magnitude(nn::Network network, std::size_t keep) {
  const auto parts = nn::weight_parts(network, nn::Biases::prunable);
  nn::Mask mask(network.parameters().size());
  base::Stream ties(1, "ties");
  nn::prune(mask, parts, nn::part_scores(parts, nn::magnitude_scores(network.parameters())),
            parts.size() - keep, nn::Scope::global, ties);
  EXPECT_EQ(mask.live_count(), keep);
  mask.apply(network.parameters());
  return network;
}

TEST(PrunedNetwork, TheSparseSolutionsNeedTheirNonZeroParametersAlone) {
  for (const auto& [network, live] :
       {std::pair{sparse_network(kTorus), 21U}, std::pair{sparse_life_network(kTorus), 22U}}) {
    EXPECT_EQ(nn::footprint(network).nonzero_parameters, live);
    EXPECT_FALSE(counter_example(pruned_by_magnitude(network, live), life_problem(1)));
    EXPECT_TRUE(counter_example(pruned_by_magnitude(network, live - 1), life_problem(1)));
  }
}

std::vector<float> window_logits(const nn::Network& network) {
  WindowNetwork windows(network);
  windows.forward(network);
  return {windows.logits().begin(), windows.logits().end()};
}

// The sparse solution among the first filters of L(1, 8); whatever the others hold, nothing reads
// them.
nn::Network hidden_solution(std::uint64_t seed) {
  nn::Network network = life_network(1, 8, kTorus);
  base::Stream stream(seed, "init");
  nn::initialise(network, nn::Initialisation::normal, stream);
  const nn::Network solution = sparse_life_network(kTorus);
  for (const auto* name : {"2.weight", "4.weight"}) std::ranges::fill(network.tensor(name), 0.F);
  for (const auto* name : {"0.weight", "0.bias", "2.weight", "2.bias", "4.weight", "4.bias"}) {
    std::ranges::copy(solution.tensor(name), network.tensor(name).begin());
  }
  return network;
}

TEST(PrunedNetwork, ShrinksToTheSolutionInIt) {
  const nn::Network wide = hidden_solution(1), solution = sparse_life_network(kTorus);
  ASSERT_FALSE(counter_example(wide, life_problem(1)));
  const nn::Network small = nn::shrink(wide, nn::Inputs::any);
  EXPECT_TRUE(std::ranges::equal(small.layers(), solution.layers()));
  EXPECT_TRUE(std::ranges::equal(small.parameters(), solution.parameters()));
  EXPECT_FALSE(counter_example(small, life_problem(1)));
  EXPECT_EQ(window_logits(small), window_logits(wide));
  EXPECT_EQ(nn::footprint(small).dense_bytes, 100u);
  EXPECT_EQ(nn::footprint(wide).dense_bytes, 4u * 305);
}

// On all 512 windows: the same logits but for rounding.
TEST(PrunedNetwork, ShrunkHasTheSameLogitsOnAllWindows) {
  int smaller = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    nn::Network network = life_network(1, 6, kTorus);
    base::Stream stream(seed, "init");
    nn::initialise(network, nn::Initialisation::normal, stream);
    const auto parts =
        seed % 2 == 0 ? nn::weight_parts(network, nn::Biases::prunable) : nn::filter_parts(network);
    nn::Mask mask(network.parameters().size());
    nn::prune(mask, parts, nn::random_scores(parts.size(), stream),
              parts.size() * (3 + seed % 7) / 10, nn::Scope::layerwise, stream);
    mask.apply(network.parameters());
    const nn::Network small = nn::shrink(network, nn::Inputs::zero_to_one);
    smaller += small.parameters().size() < network.parameters().size() ? 1 : 0;
    const auto before = window_logits(network), after = window_logits(small);
    for (std::size_t window = 0; window < before.size(); ++window) {
      ASSERT_NEAR(after[window], before[window], 1e-5 * (1 + std::abs(before[window]))) << seed;
    }
  }
  EXPECT_GT(smaller, 40);
}

// Integers, on all 2^25 windows and those that reach beyond an edge: not one is decided otherwise.
TEST(PrunedNetwork, ShrunkTwoStepNetworksDecideEveryWindowAlike) {
  for (const auto topology : {kTorus, life::Topology::dead_edge}) {
    nn::Network network = life_network(2, 2, topology);
    base::Stream stream(11, "integers");
    for (float& parameter : network.parameters()) {
      parameter = static_cast<float>(static_cast<int>(stream.next_u32() % 7) - 3);
    }
    // A filter without weights and a channel that is read no more, in both steps.
    for (const auto* name : {"0.weight", "4.weight"}) {
      const auto weights = network.tensor(name);
      std::ranges::fill(weights.first(weights.size() / 4), 0.F);
    }
    for (const auto* name : {"2.weight", "6.weight"}) {
      const auto weights = network.tensor(name);
      for (std::size_t row = 0; row < 2; ++row) weights[4 * row + 3] = 0;
    }
    network.tensor("0.bias")[0] = 1;
    const nn::Network small = nn::shrink(network, nn::Inputs::any);
    EXPECT_EQ(small.biases(0).size(), 2u);
    EXPECT_EQ(small.biases(4).size(), 2u);
    EXPECT_EQ(count_window_errors(small, life_problem(2, topology)),
              count_window_errors(network, life_problem(2, topology)));
  }
}

}  // namespace
}  // namespace task
