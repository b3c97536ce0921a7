#include "nn/live_path.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "random_case.h"

namespace nn {
namespace {

TEST(LivePath, GoesThroughWeightsAlone) {
  Network network({Dense{2, 2}, Relu{}, Dense{2, 1}});
  for (float& bias : network.tensor("0.bias")) bias = 1;
  EXPECT_FALSE(has_live_path(network));
  network.tensor("0.weight")[0] = 1;  // input 0 to channel 0
  network.tensor("2.weight")[1] = 1;  // channel 1 to the output
  EXPECT_FALSE(has_live_path(network));
  network.tensor("2.weight")[0] = -1;
  EXPECT_TRUE(has_live_path(network));
}

TEST(LivePath, ASkipLeadsAroundALayer) {
  Network network({Dense{1, 2}, Relu{}, Dense{2, 2}, Skip{2}, Dense{2, 1}});
  network.tensor("0.weight")[0] = 1;
  network.tensor("4.weight")[0] = 1;
  EXPECT_TRUE(has_live_path(network));
}

TEST(LivePath, AConstantQuadraticEndsIt) {
  Network network({Dense{1, 1}, Quadratic{1}, Dense{1, 1}});
  for (float& parameter : network.parameters()) parameter = 1;
  EXPECT_TRUE(has_live_path(network));
  network.tensor("1.coefficients")[1] = 0;
  EXPECT_TRUE(has_live_path(network));
  network.tensor("1.coefficients")[2] = 0;
  EXPECT_FALSE(has_live_path(network));
}

TEST(LivePath, EndsWhereALayerIsEmpty) {
  for (const auto& layers : sample_architectures()) {
    const Network full = RandomCase(layers, 4, 5, 1).network;
    EXPECT_TRUE(has_live_path(full));
    for (std::size_t k = 0; k < full.layers().size(); ++k) {
      if (!is_linear(full.layers()[k])) continue;
      Network empty = full;
      const auto weights =
          empty.parameters().subspan(full.weights_begin(k), full.weights(k).size());
      std::ranges::fill(weights, 0.F);
      EXPECT_FALSE(has_live_path(empty)) << k;
      weights.back() = -1e-30F;
      EXPECT_TRUE(has_live_path(empty)) << k;
    }
  }
}

}  // namespace
}  // namespace nn
