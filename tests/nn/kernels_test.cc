#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "nn/loss.h"
#include "nn/reference.h"
#include "nn/workspace.h"
#include "random_case.h"

namespace nn {
namespace {

std::vector<float> in_floats(const std::vector<double>& values) {
  return {values.begin(), values.end()};
}

void set_input(const RandomCase& sample, Workspace& workspace) {
  const std::vector<float> input = in_floats(sample.input);
  const auto cells = static_cast<std::size_t>(sample.height * sample.width);
  for (int channel = 0; channel < sample.network.input_channels(); ++channel) {
    workspace.set_input(channel,
                        std::span(input).subspan(static_cast<std::size_t>(channel) * cells, cells));
  }
}

// The loss of the logits, and its gradient in the workspace.
double loss(const RandomCase& sample, Workspace& workspace) {
  return bce_with_logits(workspace.logits(), workspace.arrange(in_floats(sample.targets)),
                         workspace.arrange(in_floats(sample.weights)), workspace.logits_gradient());
}

double pass(const RandomCase& sample, Workspace& workspace) {
  set_input(sample, workspace);
  workspace.forward();
  const double result = loss(sample, workspace);
  workspace.backward();
  return result;
}

double largest(const std::vector<double>& values) {
  double result = 0;
  for (const double value : values) result = std::max(result, std::abs(value));
  return result;
}

// The vector kernels against the reference: logits, loss and every gradient.
void expect_the_references_results(const RandomCase& sample) {
  const int height = sample.height, width = sample.width;
  const auto expected = reference_pass(sample.network, sample.parameters, height, width,
                                       sample.input, sample.targets, sample.weights);
  Workspace workspace(sample.network, height, width);
  EXPECT_NEAR(pass(sample, workspace), expected.loss, 1e-5 * (1 + expected.loss));
  const double logit_scale = 1 + largest(expected.logits);
  const auto logits = workspace.arrange(in_floats(expected.logits));
  const PlanesShape& shape = workspace.output().shape;
  for (int y = 0; y < shape.height; ++y) {
    for (int x = 0; x < shape.width; ++x) {
      const std::size_t at = workspace.position(y, x);
      ASSERT_NEAR(workspace.logits()[at], logits[at], 1e-5 * logit_scale) << y << " " << x;
    }
  }
  const double slope_scale = 1 + largest(expected.gradient);
  const auto gradient = workspace.gradient();
  for (std::size_t i = 0; i < expected.gradient.size(); ++i) {
    ASSERT_NEAR(gradient[i], expected.gradient[i], 1e-5 * slope_scale) << i;
  }
}

using Sizes = std::vector<std::pair<int, int>>;

void expect_the_references_results(const std::vector<std::vector<Layer>>& architectures,
                                   const Sizes& sizes) {
  std::uint64_t seed = 0;
  for (std::size_t k = 0; k < architectures.size(); ++k) {
    for (const auto& [height, width] : sizes) {
      SCOPED_TRACE(testing::Message() << "architecture " << k << ", " << height << "x" << width);
      expect_the_references_results(RandomCase(architectures[k], height, width, ++seed));
    }
  }
}

TEST(Workspace, EqualsTheReference) {
  expect_the_references_results(
      sample_architectures(),
      {{1, 1}, {1, 16}, {2, 3}, {5, 15}, {3, 33}, {7, 17}, {32, 32}, {4, 64}});
}

TEST(Workspace, EqualsTheReferenceForEveryLayer) {
  expect_the_references_results(layer_architectures(),
                                {{5, 5}, {6, 16}, {7, 33}, {8, 32}, {9, 32}});
}

// Kernels take channels in blocks, and small layers in kernels of their own.
TEST(Workspace, EqualsTheReferenceForAnyNumberOfChannels) {
  std::vector<std::vector<Layer>> dense, convolutions;
  for (int in = 1; in <= 20; ++in) {
    for (int out = 1; out <= 20; ++out) {
      dense.push_back({Dense{in, out}, Relu{}, Dense{out, 1}});
      convolutions.push_back({Conv2d{2, in, 1, Padding::circular},
                              Conv2d{in, out, 3, Padding::circular}, Relu{},
                              Conv2d{out, 1, 1, Padding::circular}});
    }
  }
  expect_the_references_results(dense, {{1, 20}});
  expect_the_references_results(convolutions, {{2, 32}});
}

TEST(Workspace, GradientAddsUpOverBoardsUntilCleared) {
  const RandomCase sample(
      {Conv2d{1, 2, 3, Padding::circular}, Relu{}, Conv2d{2, 1, 1, Padding::circular}}, 5, 7, 1);
  Workspace workspace(sample.network, 5, 7);
  pass(sample, workspace);
  const std::vector<float> once(workspace.gradient().begin(), workspace.gradient().end());
  pass(sample, workspace);
  for (std::size_t i = 0; i < once.size(); ++i) {
    EXPECT_FLOAT_EQ(workspace.gradient()[i], 2 * once[i]);
  }
  workspace.load(sample.network);
  pass(sample, workspace);
  EXPECT_TRUE(std::ranges::equal(workspace.gradient(), once));
}

TEST(Workspace, ADivergedNetworkGivesNaN) {
  RandomCase sample({Dense{2, 4}, Relu{}, Dense{4, 1}}, 1, 3, 1);
  sample.network.parameters()[0] = std::numeric_limits<float>::quiet_NaN();
  Workspace workspace(sample.network, 1, 3);
  EXPECT_TRUE(std::isnan(pass(sample, workspace)));
}

// Boards as bits are looked up and added up where floats are multiplied.
TEST(Workspace, BitsGiveTheSameAsZerosAndOnes) {
  for (const auto padding : {Padding::circular, Padding::zero}) {
    for (const int filters : {1, 2, 7, 8}) {
      RandomCase sample({Conv2d{1, filters, 3, padding}, Relu{}, Conv2d{filters, 1, 1, padding}}, 5,
                        32, static_cast<std::uint64_t>(filters));
      std::vector<std::uint64_t> rows(5);
      for (std::size_t i = 0; i < sample.input.size(); ++i) {
        sample.input[i] = sample.input[i] > 0 ? 1 : 0;
        rows[i / 32] |= std::uint64_t{sample.input[i] > 0} << (i % 32);
      }
      Workspace floats(sample.network, 5, 32), bits(sample.network, 5, 32);
      ASSERT_TRUE(bits.takes_bits());
      pass(sample, floats);
      bits.forward(rows);
      for (std::size_t i = 0; i < floats.logits().size(); ++i) {
        ASSERT_NEAR(bits.logits()[i], floats.logits()[i], 1e-5) << i;
      }
      loss(sample, bits);
      bits.backward();
      for (std::size_t i = 0; i < floats.gradient().size(); ++i) {
        ASSERT_NEAR(bits.gradient()[i], floats.gradient()[i], 1e-5) << i;
      }
    }
  }
}

// A skip would add an input that was never written.
TEST(Workspace, ASkipFromTheInputTakesNoBits) {
  const auto circular = Padding::circular;
  const std::vector<Layer> layers{Conv2d{1, 2, 3, circular}, Relu{}, Conv2d{2, 1, 1, circular}};
  const auto with_skip = [&](int from) {
    std::vector<Layer> more = layers;
    more.insert(more.end(), {Conv2d{1, 1, 1, circular}, Skip{from}});
    return Network(more);
  };
  EXPECT_TRUE(Workspace(with_skip(3), 32, 32).takes_bits());
  EXPECT_FALSE(Workspace(with_skip(0), 32, 32).takes_bits());
}

TEST(Workspace, RefusesWhatItCannotRun) {
  const Network network({Dense{2, 1}});
  EXPECT_THROW(Workspace(network, 0, 4), std::invalid_argument);
  EXPECT_THROW(Workspace(network, 1, 1 << 17), std::invalid_argument);
  EXPECT_THROW(Workspace(Network({Conv2d{1, 1, 5, Padding::valid}}), 4, 9), std::invalid_argument);
}

TEST(Workspace, TakesAGradientForEachOutput) {
  const auto circular = Padding::circular;
  const std::vector<Layer> layers{Conv2d{1, 3, 3, circular}, Relu{}, Conv2d{3, 2, 1, circular}};
  std::vector<Layer> with_sum = layers;
  with_sum.push_back(Conv2d{2, 1, 1, circular});
  const RandomCase sample(with_sum, 8, 32, 1);
  Workspace one(sample.network, 8, 32);
  set_input(sample, one);
  one.forward();
  loss(sample, one);
  const std::vector<float> slopes(one.logits_gradient().begin(), one.logits_gradient().end());
  one.backward();

  Network two(layers);
  const auto shared = sample.network.parameters().first(two.parameters().size());
  std::ranges::copy(shared, two.parameters().begin());
  Workspace workspace(two, 8, 32);
  set_input(sample, workspace);
  workspace.forward();
  const auto sum_weights = sample.network.parameters().subspan(two.parameters().size());
  for (int output = 0; output < 2; ++output) {
    Lanes* target = workspace.output_gradient().lanes(output);
    for (std::size_t at = 0; at < slopes.size(); ++at) {
      target[at / kLanes][at % kLanes] = sum_weights[static_cast<std::size_t>(output)] * slopes[at];
    }
  }
  workspace.backward();
  for (std::size_t i = 0; i < shared.size(); ++i) {
    EXPECT_NEAR(workspace.gradient()[i], one.gradient()[i], 1e-6) << i;
  }
}

}  // namespace
}  // namespace nn
