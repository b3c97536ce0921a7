#include "studies/pruned/pruned_network.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nn/footprint.h"
#include "nn/init.h"
#include "nn/pruning.h"
#include "nn/pruning_scores.h"
#include "studies/task/hand_made.h"
#include "studies/task/life_network.h"
#include "studies/training/training_study.h"

namespace pruned {
namespace {

using testing::ElementsAre;

constexpr auto kTorus = life::Topology::torus;

/// A trial of a cell at the defaults of training_axes() but for m.
class PrunedNetworks : public testing::Test {
 protected:
  PrunedNetworks() : study_{}, cell_(study_.axes, {}) {
    study_.axes = training::training_axes();
    cell_ = study::Cell(study_.axes,
                        {"1", "4", "B3/S23", "torus", "pytorch", "uniform", "8", "0.001", "20000"});
  }

  study::Trial trial() const { return {study_, cell_, 0, 0, 1}; }

  static std::optional<TrainedRound> train(PrunedNetwork& pruned, const study::Trial& trial,
                                           std::int64_t boards) {
    return train_round(pruned, trial, boards, [] { return false; });
  }

  study::Study study_;
  study::Cell cell_;
};

std::string value(const study::Row& row, const std::string& column) {
  const auto columns = round_columns();
  const auto found = std::ranges::find(columns, column, &study::Column::name);
  return row.at(static_cast<std::size_t>(found - columns.begin()));
}

void prune_half(PrunedNetwork& pruned) {
  const auto parts = nn::weight_parts(pruned.network, nn::Biases::kept);
  base::Stream ties(1, "ties");
  nn::prune(pruned.mask, parts,
            nn::part_scores(parts, nn::magnitude_scores(pruned.network.parameters())),
            parts.size() / 2, nn::Scope::global, ties);
  pruned.mask.apply(pruned.network.parameters());
}

TEST_F(PrunedNetworks, WhatIsPrunedStaysZeroAndWhatItCostAddsUp) {
  PrunedNetwork pruned(training::initial_network(trial()));
  prune_half(pruned);
  const std::vector<float> before(pruned.network.parameters().begin(),
                                  pruned.network.parameters().end());
  const auto first = train(pruned, trial(), 4'000);
  ASSERT_TRUE(first);
  const auto second = train(pruned, trial(), 2'000);
  ASSERT_TRUE(second);
  int moved = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const float now = pruned.network.parameters()[i];
    EXPECT_TRUE(pruned.mask.is_live(i) || now == 0) << i;
    moved += now != before[i];
  }
  EXPECT_GT(moved, 20);
  EXPECT_EQ(first->cost.boards, first->outcome->boards_trained);
  EXPECT_EQ(pruned.spent.boards, first->cost.boards + second->cost.boards);
  EXPECT_EQ(pruned.spent.multiply_adds, first->cost.multiply_adds + second->cost.multiply_adds);

  // L(1, 4): 72 + 32 + 4 weights, 13 biases.
  const study::Row row = round_row(2, 54, pruned, *second);
  EXPECT_EQ(row.size(), round_columns().size());
  EXPECT_EQ(value(row, "parameters"), "121");
  EXPECT_EQ(value(row, "weights_asked"), "54");
  EXPECT_EQ(value(row, "weights_kept"), "54");
  EXPECT_EQ(value(row, "biases_kept"), "13");
  EXPECT_EQ(value(row, "connected"), "1");
  EXPECT_EQ(value(row, "total_boards"), std::to_string(pruned.spent.boards));
  EXPECT_EQ(value(row, "masked_bytes"), std::to_string(nn::footprint(pruned.network).sparse_bytes));
}

TEST_F(PrunedNetworks, CountsMultiplyAddsOfLiveWeights) {
  PrunedNetwork pruned(training::initial_network(trial()));
  const Cost whole = training_cost(pruned.network, pruned.mask, 10);
  EXPECT_EQ(whole.live_multiply_adds, whole.multiply_adds);
  EXPECT_EQ(whole.multiply_adds, task::training_multiply_adds(pruned.network, 10));
  // A weight of the first layer has no gradient by its input: two a cell in place of three.
  pruned.mask.prune(0);
  EXPECT_EQ(training_cost(pruned.network, pruned.mask, 10).live_multiply_adds,
            whole.multiply_adds - 10 * 1024 * 2);
  pruned.mask.prune(pruned.network.weights_begin(2));
  EXPECT_EQ(training_cost(pruned.network, pruned.mask, 10).live_multiply_adds,
            whole.multiply_adds - 10 * 1024 * 5);
}

TEST_F(PrunedNetworks, WithoutAPathNothingIsTrained) {
  PrunedNetwork pruned(training::initial_network(trial()));
  const std::size_t last = pruned.network.weights_begin(4);
  for (std::size_t i = 0; i < 4; ++i) pruned.mask.prune(last + i);
  pruned.mask.apply(pruned.network.parameters());
  const auto round = train(pruned, trial(), 4'000);
  ASSERT_TRUE(round);
  EXPECT_FALSE(round->outcome);
  EXPECT_FALSE(round->exact);
  EXPECT_EQ(pruned.spent.boards, 0);
  const study::Row row = round_row(1, 104, pruned, *round);
  EXPECT_EQ(value(row, "connected"), "0");
  EXPECT_EQ(value(row, "ending"), "");
  EXPECT_EQ(value(row, "boards"), "0");
  // All windows called dead or all alive: 140 of 512 cells live next.
  EXPECT_THAT(round->window_errors, testing::AnyOf(140, 372));
}

TEST_F(PrunedNetworks, AnExactOneIsFoundSoBeforeAndAfter) {
  PrunedNetwork pruned(task::sparse_life_network(kTorus));
  for (std::size_t i = 0; i < pruned.network.parameters().size(); ++i) {
    if (pruned.network.parameters()[i] == 0) pruned.mask.prune(i);
  }
  const auto round = train(pruned, trial(), 8'000);
  ASSERT_TRUE(round);
  EXPECT_TRUE(round->exact_before);
  EXPECT_EQ(round->exact, round->window_errors == 0);
  const study::Row row = round_row(1, 22, pruned, *round);
  EXPECT_EQ(value(row, "weights_kept"), "20");
  EXPECT_EQ(value(row, "biases_kept"), "2");
  EXPECT_EQ(value(row, "kept_per_layer"), "17 2 1");
  EXPECT_EQ(value(row, "live_filters"), "2 1");
  EXPECT_EQ(value(row, "shrunk_parameters"), "25");
  EXPECT_EQ(value(row, "shrunk_bytes"), "100");
  EXPECT_EQ(value(row, "cell_multiply_adds"), "21");
}

TEST_F(PrunedNetworks, StopsWhenAsked) {
  PrunedNetwork pruned(training::initial_network(trial()));
  EXPECT_FALSE(train_round(pruned, trial(), 4'000, [] { return true; }));
}

TEST(PruneReaders, TakesWhatReadsAnEmptyChannelAndNothingElse) {
  // 1x2x9 weights and 2 biases, 2 weights and a bias, 1 and 1.
  const nn::Network network = task::life_network(1, 1, kTorus);
  nn::Mask mask(network.parameters().size());
  for (std::size_t i = 9; i < 18; ++i) mask.prune(i);
  prune_readers(network, mask);
  EXPECT_THAT(kept_weights(network, mask), ElementsAre(9, 2, 1));  // its bias is live
  mask.prune(network.biases_begin(0) + 1);
  prune_readers(network, mask);
  EXPECT_THAT(kept_weights(network, mask), ElementsAre(9, 1, 1));
  EXPECT_TRUE(mask.is_live(network.weights_begin(2)));
  EXPECT_EQ(kept_biases(network, mask), 3);
}

// The convolution of a second step reads each channel with nine weights.
TEST(PruneReaders, OfASecondStep) {
  const nn::Network network = task::life_network(2, 2, kTorus);
  nn::Mask mask(network.parameters().size());
  for (std::size_t i = 0; i < 4; ++i) mask.prune(network.weights_begin(2) + 4 + i);
  mask.prune(network.biases_begin(2) + 1);
  prune_readers(network, mask);
  EXPECT_THAT(kept_weights(network, mask), ElementsAre(36, 4, 36, 8, 2));
  for (std::size_t w = 0; w < 72; ++w) {
    EXPECT_EQ(mask.is_live(network.weights_begin(4) + w), w / 9 % 2 == 0) << w;
  }
}

}  // namespace
}  // namespace pruned
