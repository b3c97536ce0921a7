#include "nn/shrink.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "nn/footprint.h"
#include "nn/pruning.h"
#include "nn/pruning_scores.h"
#include "nn/reference.h"
#include "nn/workspace.h"
#include "random_case.h"

namespace nn {
namespace {

std::vector<double> outputs(const Network& network, const RandomCase& sample) {
  return reference_pass(
             network, std::vector<double>(network.parameters().begin(), network.parameters().end()),
             sample.height, sample.width, sample.input, sample.targets, sample.weights)
      .logits;
}

void expect_same_outputs(const Network& small, const Network& network, const RandomCase& sample) {
  const auto expected = outputs(network, sample), found = outputs(small, sample);
  ASSERT_EQ(found.size(), expected.size());
  // A folded bias is rounded to a float once; values here are of order 1 to 100.
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_NEAR(found[i], expected[i], 2e-5 * (1 + std::abs(expected[i]))) << i;
  }
}

std::vector<int> widths(const Network& network) {
  std::vector<int> result;
  for (const Layer& layer : network.layers()) {
    if (is_linear(layer)) result.push_back(output_channels(layer));
  }
  return result;
}

// Every kind of layer, random masks of weights and of filters, from few pruned to all.
TEST(Shrink, GivesTheSameOutputsUnderRandomMasks) {
  auto architectures = sample_architectures();
  for (const auto& layers : layer_architectures()) architectures.push_back(layers);
  std::uint64_t seed = 0;
  int smaller = 0;
  for (const auto& layers : architectures) {
    const RandomCase sample(layers, 7, 6, ++seed);
    for (const auto& parts :
         {weight_parts(sample.network, Biases::kept),
          weight_parts(sample.network, Biases::prunable), filter_parts(sample.network)}) {
      for (const std::size_t tenths : {3U, 8U, 10U}) {
        SCOPED_TRACE(testing::Message() << "seed " << seed << ", tenths " << tenths);
        Mask mask(sample.parameters.size());
        base::Stream stream(seed * 100 + tenths, "mask");
        prune(mask, parts, random_scores(parts.size(), stream), parts.size() * tenths / 10,
              Scope::global, stream);
        Network masked = sample.network;
        mask.apply(masked.parameters());
        const Network small = shrink(masked, Inputs::any);
        EXPECT_LE(small.parameters().size(), masked.parameters().size());
        smaller += small.parameters().size() < masked.parameters().size() ? 1 : 0;
        expect_same_outputs(small, masked, sample);
        // Nothing is left to do.
        EXPECT_EQ(shrink(small, Inputs::any).parameters().size(), small.parameters().size());
      }
    }
  }
  EXPECT_GT(smaller, 50);
}

TEST(Shrink, LeavesALiveNetworkAlone) {
  for (const auto& layers : sample_architectures()) {
    const Network network = RandomCase(layers, 4, 5, 9).network;
    const Network same = shrink(network, Inputs::any);
    EXPECT_TRUE(std::ranges::equal(same.layers(), network.layers()));
    EXPECT_TRUE(std::ranges::equal(same.parameters(), network.parameters()));
  }
}

// Integers: sums are exact in any order, so the outputs of the kernels agree to the bit.
TEST(Shrink, IsExactWithIntegers) {
  for (const Padding padding : {Padding::circular, Padding::zero, Padding::valid}) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      Network network({Conv2d{1, 16, 3, padding}, Relu{}, Conv2d{16, 9, 1, padding}, Relu{},
                       Conv2d{9, 12, 3, padding}, Relu{}, Conv2d{12, 1, 1, padding}});
      base::Stream stream(seed, "integers");
      for (float& parameter : network.parameters()) {
        parameter = static_cast<float>(static_cast<int>(stream.next_u32() % 7) - 3);
        if (stream.uniform() < 0.93) parameter = 0;
      }
      const Network small = shrink(network, Inputs::zero_to_one);
      EXPECT_LT(small.parameters().size(), network.parameters().size() / 2);
      Workspace before(network, 12, 32), after(small, 12, 32);
      std::vector<float> cells(12 * 32);
      for (float& cell : cells) cell = stream.uniform() < 0.4 ? 1 : 0;
      for (Workspace* each : {&before, &after}) {
        each->set_input(0, cells);
        each->forward();
      }
      const PlanesShape& shape = before.output().shape;
      for (int y = 0; y < shape.height; ++y) {
        for (int x = 0; x < shape.width; ++x) {
          ASSERT_EQ(after.output().at(0, y, x), before.output().at(0, y, x)) << seed;
        }
      }
    }
  }
}

TEST(Shrink, RemovesWhatOnlyDeadChannelsReadOrFed) {
  // Channel 1 of layer 2 is not read: what only it reads goes too.
  Network network({Dense{2, 3}, Relu{}, Dense{3, 2}, Relu{}, Dense{2, 1}});
  std::ranges::copy(std::vector<float>{1, 2, 3, 4, 5, 6}, network.tensor("0.weight").begin());
  std::ranges::copy(std::vector<float>{1, 0, 0, 2, 3, 4}, network.tensor("2.weight").begin());
  std::ranges::copy(std::vector<float>{1, 0}, network.tensor("4.weight").begin());
  const Network small = shrink(network, Inputs::any);
  EXPECT_EQ(widths(small), (std::vector<int>{1, 1, 1}));
  EXPECT_EQ(std::vector<float>(small.weights(0).begin(), small.weights(0).end()),
            (std::vector<float>{1, 2}));
}

TEST(Shrink, FoldsConstantsIntoBiases) {
  // Channel 0 is the constant ReLU(2), channel 1 ReLU(-2).
  Network network({Dense{1, 3}, Relu{}, Dense{3, 1}});
  std::ranges::copy(std::vector<float>{0, 0, 1}, network.tensor("0.weight").begin());
  std::ranges::copy(std::vector<float>{2, -2, 0.5F}, network.tensor("0.bias").begin());
  std::ranges::copy(std::vector<float>{3, 5, 7}, network.tensor("2.weight").begin());
  network.tensor("2.bias")[0] = 1;
  const Network small = shrink(network, Inputs::any);
  EXPECT_EQ(widths(small), (std::vector<int>{1, 1}));
  EXPECT_EQ(small.biases(2)[0], 7);
  EXPECT_EQ(small.weights(2)[0], 7);
}

// A constant that a 3x3 layer reads: on a torus and without padding all nine taps see it; with
// zeros beyond the edge some cells do not, and the channel stays, unless the constant is 0.
TEST(Shrink, KnowsTheEdges) {
  for (const Padding padding : {Padding::circular, Padding::valid, Padding::zero}) {
    for (const float bias : {2.F, -2.F}) {
      Network network({Conv2d{1, 2, 1, padding}, Relu{}, Conv2d{2, 1, 3, padding}});
      network.tensor("0.weight")[0] = 1;
      network.tensor("0.bias")[1] = bias;
      for (float& weight : network.tensor("2.weight")) weight = 3;
      const Network small = shrink(network, Inputs::any);
      const bool kept = padding == Padding::zero && bias > 0;
      EXPECT_EQ(widths(small)[0], kept ? 2 : 1);
      EXPECT_EQ(small.biases(2)[0], bias > 0 && !kept ? 9 * 3 * 2 : 0);
      const RandomCase sample({Conv2d{1, 1, 1, padding}, Conv2d{1, 1, 3, padding}}, 5, 6, 1);
      expect_same_outputs(small, network, sample);
    }
  }
}

TEST(Shrink, ACollapsedNetworkIsItsConstant) {
  Network network = RandomCase(sample_architectures()[1], 1, 3, 1).network;
  std::ranges::fill(network.tensor("2.weight"), 0.F);
  const Network small = shrink(network, Inputs::any);
  EXPECT_EQ(widths(small), (std::vector<int>{1, 1, 1}));
  EXPECT_EQ(footprint(small).nonzero_parameters, 1u);  // the last bias
  expect_same_outputs(small, network, RandomCase(sample_architectures()[1], 1, 3, 2));
}

TEST(Shrink, AReluThatNeverOpensIsDeadForCellsOnly) {
  Network network({Dense{2, 2}, Relu{}, Dense{2, 1}});
  // 2a - 1 b - 2.5 is above 0 for a = 2, never for cells.
  std::ranges::copy(std::vector<float>{2, -1, 1, 1}, network.tensor("0.weight").begin());
  network.tensor("0.bias")[0] = -2.5F;
  for (float& weight : network.tensor("2.weight")) weight = 1;
  EXPECT_EQ(widths(shrink(network, Inputs::any))[0], 2);
  EXPECT_EQ(widths(shrink(network, Inputs::zero_to_one))[0], 1);
  network.tensor("0.bias")[0] = -1.5F;
  EXPECT_EQ(widths(shrink(network, Inputs::zero_to_one))[0], 2);
}

TEST(Shrink, LeavesTiedAndSkippedChannels) {
  Network tied({Dense{1, 3}, Relu{}, Dense{3, 3}, Relu{}, Tied{2}, Relu{}, Dense{3, 1}});
  EXPECT_EQ(widths(shrink(tied, Inputs::any)), (std::vector<int>{3, 3, 3, 1}));
  Network skipped({Dense{1, 3}, Relu{}, Dense{3, 3}, Relu{}, Skip{2}, Dense{3, 1}});
  EXPECT_EQ(widths(shrink(skipped, Inputs::any)), (std::vector<int>{3, 3, 1}));
  // A tie or a skip elsewhere does not matter.
  Network elsewhere(
      {Dense{1, 3}, Relu{}, Dense{3, 2}, Tanh{}, Dense{2, 2}, Tied{4}, Skip{5}, Dense{2, 1}});
  EXPECT_EQ(widths(shrink(elsewhere, Inputs::any)), (std::vector<int>{1, 2, 2, 2, 1}));
}

TEST(Footprint, CountsWhatIsStoredAndComputed) {
  Network network({Conv2d{1, 2, 3, Padding::circular}, Relu{}, Conv2d{2, 1, 1, Padding::circular}});
  for (const std::size_t i : {0U, 4U, 18U, 20U, 22U}) network.parameters()[i] = 1;
  const Footprint print = footprint(network);
  EXPECT_EQ(print.parameters, 23u);
  EXPECT_EQ(print.nonzero_parameters, 5u);
  EXPECT_EQ(print.dense_bytes, 92u);
  EXPECT_EQ(print.sparse_bytes, 3u + 20u);
  EXPECT_EQ(print.multiply_adds, 20);
  EXPECT_EQ(print.nonzero_multiply_adds, 3);
  EXPECT_DOUBLE_EQ(print.density(), 5. / 23);
  // A tied layer is stored once and computed twice.
  Network tied({Dense{2, 2}, Tied{0}});
  tied.parameters()[1] = 1;
  EXPECT_EQ(footprint(tied).dense_bytes, 24u);
  EXPECT_EQ(footprint(tied).multiply_adds, 8);
  EXPECT_EQ(footprint(tied).nonzero_multiply_adds, 2);
}

}  // namespace
}  // namespace nn
