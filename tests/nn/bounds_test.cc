#include "nn/bounds.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "nn/reference.h"
#include "random_case.h"

namespace nn {
namespace {

TEST(SumBounds, OfTheFirstLayerAreReached) {
  Network network({Dense{3, 1}, Relu{}, Dense{1, 1}});
  std::ranges::copy(std::vector<float>{2, -3, 0.5F, 1}, network.parameters().begin());
  const auto bounds = sum_bounds(network, 0);
  ASSERT_TRUE(bounds);
  EXPECT_NEAR((*bounds)[0].low, -2, 1e-5);
  EXPECT_NEAR((*bounds)[0].high, 3.5, 1e-5);
  EXPECT_LT((*bounds)[0].low, -2);
  EXPECT_GT((*bounds)[0].high, 3.5);
}

// Outputs of networks whose last layer is that in question, on random cells.
TEST(SumBounds, HoldForEveryInput) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const Padding padding = seed % 2 == 0 ? Padding::circular : Padding::zero;
    RandomCase sample({Conv2d{1, 3, 3, padding}, Relu{}, Conv2d{3, 2, 3, padding}, Relu{},
                       Conv2d{2, 1, 1, padding}},
                      5, 6, seed);
    base::Stream stream(seed, "cells");
    for (double& cell : sample.input) cell = stream.uniform() < 0.5 ? 1 : 0;
    const auto bounds = sum_bounds(sample.network, 4);
    ASSERT_TRUE(bounds);
    for (const double logit : reference_pass(sample.network, sample.parameters, 5, 6, sample.input,
                                             sample.targets, sample.weights)
                                  .logits) {
      EXPECT_LE((*bounds)[0].low, logit);
      EXPECT_GE((*bounds)[0].high, logit);
    }
  }
}

// Nine ones around a cell on a torus, four in the corner of a board with zeros beyond its edge.
TEST(SumBounds, KnowTheEdges) {
  for (const Padding padding : {Padding::circular, Padding::zero}) {
    Network network({Conv2d{1, 1, 1, padding}, Relu{}, Conv2d{1, 1, 3, padding}});
    network.tensor("0.bias")[0] = 1;
    for (float& weight : network.tensor("2.weight")) weight = 1;
    const auto bounds = sum_bounds(network, 2);
    ASSERT_TRUE(bounds);
    EXPECT_NEAR((*bounds)[0].high, 9, 1e-4);
    if (padding == Padding::circular) {
      EXPECT_NEAR((*bounds)[0].low, 9, 1e-4);
    } else {
      EXPECT_LE((*bounds)[0].low, 4);
    }
  }
}

TEST(SumBounds, AreNotGivenForOtherLayersAndOverflow) {
  EXPECT_FALSE(sum_bounds(Network({Dense{1, 1}, Tanh{}, Dense{1, 1}}), 2));
  EXPECT_FALSE(sum_bounds(Network({Dense{1, 1}, Dense{1, 1}}), 1));
  EXPECT_FALSE(sum_bounds(Network({Dense{1, 1}, Relu{}, Dense{1, 1}}), 1));
  Network large({Dense{2, 1}});
  for (float& weight : large.tensor("0.weight")) weight = 3e38F;
  EXPECT_FALSE(sum_bounds(large, 0));
}

}  // namespace
}  // namespace nn
