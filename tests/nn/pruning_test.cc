#include "nn/pruning.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <stdexcept>

#include "nn/grasp.h"
#include "nn/pruning_scores.h"
#include "nn/reference.h"
#include "nn/synflow.h"
#include "random_case.h"

namespace nn {
namespace {

using testing::ElementsAre;

// L(1, 4)'s shape on windows: 72 + 8, 32 + 4 and 4 + 1 weights and biases.
RandomCase window_case(std::uint64_t seed = 1) {
  return {{Dense{9, 8}, Relu{}, Dense{8, 4}, Relu{}, Dense{4, 1}}, 1, 40, seed};
}

// All criteria, a score a parameter.
std::vector<std::pair<std::string, std::vector<double>>> all_scores(const RandomCase& sample) {
  const auto parameters = std::as_const(sample.network).parameters();
  const auto pass = reference_pass(sample.network, sample.parameters, sample.height, sample.width,
                                   sample.input, sample.targets, sample.weights);
  const std::vector<float> gradient(pass.gradient.begin(), pass.gradient.end());
  const std::vector<float> zeros(parameters.size());
  base::Stream stream(3, "random");
  MovementScores movement(parameters.size());
  movement.add(parameters, gradient);
  const auto loss = [&](const Network& network) {
    return reference_loss(
        network, std::vector<double>(network.parameters().begin(), network.parameters().end()),
        sample.height, sample.width, sample.input, sample.targets, sample.weights);
  };
  return {{"magnitude", magnitude_scores(parameters)},
          {"sensitivity", sensitivity_scores(parameters, gradient)},
          {"random", random_scores(parameters.size(), stream)},
          {"displacement", displacement_scores(parameters, zeros)},
          {"movement", {movement.scores().begin(), movement.scores().end()}},
          {"synflow", synflow_scores(sample.network, Mask(parameters.size()), 1, 1)},
          {"grasp", grasp_scores(sample.network, sample.height, sample.width, sample.input,
                                 sample.targets, sample.weights)},
          {"removal",
           removal_scores(sample.network, weight_parts(sample.network, Biases::prunable), loss)},
          {"all equal", std::vector<double>(parameters.size(), 1)}};
}

TEST(Parts, AreTheWeightsAndTheBiasesIfAsked) {
  const Network network({Dense{2, 3}, Prelu{3}, Dense{3, 3}, Tied{2}, Dense{3, 1}});
  const auto weights = weight_parts(network, Biases::kept);
  std::vector<std::size_t> indices;
  for (const Part& part : weights) {
    ASSERT_EQ(part.parameters.size(), 1u);
    indices.push_back(part.parameters[0]);
  }
  // Biases are 6 to 8, 21 to 23 and 27, slopes 9 to 11.
  EXPECT_THAT(indices,
              ElementsAre(0, 1, 2, 3, 4, 5, 12, 13, 14, 15, 16, 17, 18, 19, 20, 24, 25, 26));
  EXPECT_EQ(weights[5].layer, 0u);
  EXPECT_EQ(weights[6].layer, 2u);
  EXPECT_EQ(weights.back().layer, 4u);
  EXPECT_EQ(weight_parts(network, Biases::prunable).size(), indices.size() + 7);
}

TEST(Parts, FiltersAreWeightsAndBiasOfHiddenChannels) {
  const Network network({Conv2d{1, 2, 3, Padding::circular}, Relu{},
                         Conv2d{2, 1, 1, Padding::circular}, Relu{},
                         Conv2d{1, 1, 1, Padding::circular}});
  const auto filters = filter_parts(network);
  ASSERT_EQ(filters.size(), 3u);
  EXPECT_THAT(filters[0].parameters, ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 18));
  EXPECT_THAT(filters[1].parameters, ElementsAre(9, 10, 11, 12, 13, 14, 15, 16, 17, 19));
  EXPECT_THAT(filters[2].parameters, ElementsAre(20, 21, 22));
  EXPECT_EQ(filters[2].layer, 2u);
  // The output is given by layer 2, tied.
  const Network tied({Dense{2, 3}, Relu{}, Dense{3, 3}, Tied{2}});
  EXPECT_EQ(filter_parts(tied).size(), 3u);
}

TEST(Parts, ScoresAreSums) {
  const std::vector<Part> parts{{0, {0, 2}}, {0, {1}}};
  EXPECT_THAT(part_scores(parts, std::vector<double>{1, 2, 4}), ElementsAre(5, 2));
}

TEST(Prune, RemovesExactlyTheCountByEveryCriterion) {
  const RandomCase sample = window_case();
  for (const auto& [name, scores] : all_scores(sample)) {
    SCOPED_TRACE(name);
    for (const Scope scope : {Scope::global, Scope::layerwise}) {
      for (const auto& parts :
           {weight_parts(sample.network, Biases::kept),
            weight_parts(sample.network, Biases::prunable), filter_parts(sample.network)}) {
        const auto scores_of_parts = part_scores(parts, scores);
        for (std::size_t count = 0; count <= parts.size(); count += 3) {
          Mask mask(sample.parameters.size());
          base::Stream ties(count, "ties");
          prune(mask, parts, scores_of_parts, count, scope, ties);
          ASSERT_EQ(live_count(mask, parts), parts.size() - count);
          std::size_t pruned = 0;
          for (const Part& part : parts) {
            if (!mask.is_live(part.parameters[0])) pruned += part.parameters.size();
          }
          // Nothing but what is in pruned parts, biases too.
          ASSERT_EQ(mask.live_count(), sample.parameters.size() - pruned);
        }
      }
    }
  }
}

TEST(Prune, TakesTheLowest) {
  const RandomCase sample = window_case();
  const auto parts = weight_parts(sample.network, Biases::prunable);
  for (const auto& [name, scores] : all_scores(sample)) {
    Mask mask(scores.size());
    base::Stream ties(1, "ties");
    prune(mask, parts, scores, 60, Scope::global, ties);
    double highest_pruned = -INFINITY, lowest_live = INFINITY;
    for (std::size_t i = 0; i < scores.size(); ++i) {
      if (mask.is_live(i)) lowest_live = std::min(lowest_live, scores[i]);
      if (!mask.is_live(i)) highest_pruned = std::max(highest_pruned, scores[i]);
    }
    EXPECT_LE(highest_pruned, lowest_live) << name;
  }
}

TEST(Prune, LayerwiseTakesTheSameShareOfEachLayer) {
  const RandomCase sample = window_case();
  const auto parts = weight_parts(sample.network, Biases::kept);
  Mask mask(sample.parameters.size());
  base::Stream ties(1, "ties");
  prune(mask, parts, part_scores(parts, magnitude_scores(sample.network.parameters())), 54,
        Scope::layerwise, ties);
  std::map<std::size_t, int> live;
  for (const Part& part : parts) live[part.layer] += mask.is_live(part.parameters[0]) ? 1 : 0;
  EXPECT_EQ(live[0], 36);
  EXPECT_EQ(live[2], 16);
  EXPECT_EQ(live[4], 2);
}

TEST(Prune, EqualScoresGoByLot) {
  const RandomCase sample = window_case();
  const auto parts = weight_parts(sample.network, Biases::kept);
  const std::vector<double> equal(parts.size(), 0.5);
  std::set<std::vector<float>> masks;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    for (int repeat = 0; repeat < 2; ++repeat) {
      Mask mask(sample.parameters.size());
      base::Stream ties(seed, "ties");
      prune(mask, parts, equal, 20, Scope::global, ties);
      EXPECT_EQ(live_count(mask, parts), parts.size() - 20);
      masks.emplace(mask.values().begin(), mask.values().end());
    }
  }
  EXPECT_EQ(masks.size(), 10u);
}

TEST(Prune, LeavesWhatIsPrunedAndItsScoreAlone) {
  Mask mask(4);
  mask.prune(1);
  const std::vector<Part> parts{{0, {0}}, {0, {1}}, {0, {2}}, {0, {3}}};
  base::Stream ties(1, "ties");
  prune(mask, parts, std::vector<double>{3, std::nan(""), 1, 2}, 2, Scope::global, ties);
  EXPECT_THAT(mask.values(), ElementsAre(1, 0, 0, 0));
}

TEST(Prune, RefusesWhatCannotBe) {
  Mask mask(3);
  mask.prune(0);
  const std::vector<Part> parts{{0, {0}}, {0, {1}}, {1, {2}}};
  base::Stream ties(1, "ties");
  const std::vector<double> scores{1, 2, 3}, with_nan{1, 2, std::nan("")};
  EXPECT_THROW(prune(mask, parts, scores, 3, Scope::global, ties), std::invalid_argument);
  EXPECT_THROW(prune(mask, parts, scores, 3, Scope::layerwise, ties), std::invalid_argument);
  EXPECT_THROW(prune(mask, parts, with_nan, 2, Scope::layerwise, ties), std::invalid_argument);
  EXPECT_EQ(mask.live_count(), 2u);
}

TEST(PruneInRounds, ScoresWhatIsLeft) {
  // A score is how many of its neighbours live: the ends go first, then the next.
  constexpr std::size_t kCount = 9;
  std::vector<Part> parts;
  for (std::size_t i = 0; i < kCount; ++i) parts.push_back({0, {i}});
  const auto neighbours = [&](const Mask& mask) {
    std::vector<double> scores(kCount);
    for (std::size_t i = 0; i < kCount; ++i) {
      scores[i] = (i > 0 && mask.is_live(i - 1) ? 1 : 0) + (i + 1 < kCount && mask.is_live(i + 1));
    }
    return scores;
  };
  Mask mask(kCount);
  base::Stream ties(1, "ties");
  prune_in_rounds(mask, parts, std::vector<std::size_t>{7, 5, 3}, neighbours, Scope::global, ties);
  EXPECT_THAT(mask.values(), ElementsAre(0, 0, 0, 1, 1, 1, 0, 0, 0));
  EXPECT_THROW(
      prune_in_rounds(mask, parts, std::vector<std::size_t>{4}, neighbours, Scope::global, ties),
      std::invalid_argument);
}

TEST(ParseScope, KnowsBoth) {
  EXPECT_EQ(parse_scope("global"), Scope::global);
  EXPECT_EQ(parse_scope("layerwise"), Scope::layerwise);
  EXPECT_THROW(parse_scope("filter"), std::invalid_argument);
}

}  // namespace
}  // namespace nn
