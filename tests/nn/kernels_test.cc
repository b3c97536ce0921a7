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

void fill_input(const RandomCase& sample, const PlanesView& input) {
  auto value = sample.input.begin();
  for (int channel = 0; channel < input.shape.channels; ++channel) {
    for (int y = 0; y < input.shape.height; ++y) {
      for (int x = 0; x < input.shape.width; ++x) {
        input.at(channel, y, x) = static_cast<float>(*value++);
      }
    }
  }
}

// Values row after row in the order of the workspace's logits, 0 in the padding.
std::vector<float> arranged(const std::vector<double>& values, const Workspace& workspace) {
  std::vector<float> result(workspace.logits().size());
  const PlanesShape& shape = workspace.output().shape;
  auto value = values.begin();
  for (int y = 0; y < shape.height; ++y) {
    for (int x = 0; x < shape.width; ++x) {
      result[workspace.position(y, x)] = static_cast<float>(*value++);
    }
  }
  return result;
}

double pass(const RandomCase& sample, Workspace& workspace) {
  fill_input(sample, workspace.input());
  workspace.forward();
  const double loss =
      bce_with_logits(workspace.logits(), arranged(sample.targets, workspace),
                      arranged(sample.weights, workspace), workspace.logits_gradient());
  workspace.backward();
  return loss;
}

double largest(const std::vector<double>& values) {
  double result = 0;
  for (const double value : values) result = std::max(result, std::abs(value));
  return result;
}

// The vector kernels against the reference: logits, loss and every gradient.
TEST(Workspace, EqualsTheReference) {
  std::uint64_t seed = 0;
  for (const auto& layers : sample_architectures()) {
    for (const auto& [height, width] :
         {std::pair{1, 1}, {1, 16}, {2, 3}, {5, 15}, {3, 33}, {7, 17}, {32, 32}, {4, 64}}) {
      const RandomCase sample(layers, height, width, ++seed);
      const auto expected = reference_pass(sample.network, sample.parameters, height, width,
                                           sample.input, sample.targets, sample.weights);
      Workspace workspace(sample.network, height, width);
      const double loss = pass(sample, workspace);
      SCOPED_TRACE(testing::Message() << "case " << seed << ", " << height << "x" << width);
      EXPECT_NEAR(loss, expected.loss, 1e-5 * (1 + expected.loss));
      const double logit_scale = 1 + largest(expected.logits);
      const std::vector<float> logits = arranged(expected.logits, workspace);
      for (std::size_t i = 0; i < expected.logits.size(); ++i) {
        const std::size_t at =
            workspace.position(static_cast<int>(i) / width, static_cast<int>(i) % width);
        ASSERT_NEAR(workspace.logits()[at], logits[at], 1e-5 * logit_scale) << i;
      }
      const double slope_scale = 1 + largest(expected.gradient);
      const auto gradient = workspace.gradient();
      for (std::size_t i = 0; i < expected.gradient.size(); ++i) {
        ASSERT_NEAR(gradient[i], expected.gradient[i], 1e-5 * slope_scale) << i;
      }
    }
  }
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
      bce_with_logits(bits.logits(), arranged(sample.targets, bits), arranged(sample.weights, bits),
                      bits.logits_gradient());
      bits.backward();
      for (std::size_t i = 0; i < floats.gradient().size(); ++i) {
        ASSERT_NEAR(bits.gradient()[i], floats.gradient()[i], 1e-5) << i;
      }
    }
  }
}

TEST(Workspace, RefusesWhatItCannotRun) {
  const Network network({Dense{2, 1}});
  EXPECT_THROW(Workspace(network, 0, 4), std::invalid_argument);
  EXPECT_THROW(Workspace(network, 1, 1 << 17), std::invalid_argument);
  EXPECT_THROW(Workspace(Network({Conv2d{1, 1, 5, Padding::valid}}), 4, 9), std::invalid_argument);
}

}  // namespace
}  // namespace nn
