#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/file.h"
#include "nn/loss.h"
#include "nn/network_file.h"
#include "nn/optimizer.h"
#include "nn/reference.h"
#include "nn/schedule.h"
#include "nn/workspace.h"

// What PyTorch computed: tests/vectors/README.md.

namespace nn {
namespace {

using nlohmann::json;

json read_vectors(const std::string& name) {
  return json::parse(
      base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/pytorch/" + name + ".json"));
}

// Each value to `tolerance` of itself, or of a hundredth of the largest where it is less than that.
void expect_close(const auto& values, const std::vector<double>& expected, double tolerance) {
  ASSERT_EQ(values.size(), expected.size());
  double largest = 0;
  for (const double value : expected) largest = std::max(largest, std::abs(value));
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_NEAR(values[i], expected[i], tolerance * std::max(std::abs(expected[i]), largest / 100))
        << i;
  }
}

// A network of one logit a cell, an input, and what comes of them.
class PytorchNetwork : public testing::TestWithParam<const char*> {
 protected:
  const json vectors = read_vectors(GetParam());
  const Network network = network_from_json(vectors.at("network").dump());
  const int height = vectors.at("height"), width = vectors.at("width");
  const std::vector<double> input = vectors.at("input"), targets = vectors.at("targets"),
                            logits = vectors.at("logits"), gradient = vectors.at("gradient");
  const double loss = vectors.at("loss");
  const double weight = 1 / static_cast<double>(targets.size());
};

TEST_P(PytorchNetwork, TheWorkspaceAgrees) {
  Workspace workspace(network, height, width);
  workspace.load(network);
  for (int channel = 0; channel < network.input_channels(); ++channel) {
    const auto begin = input.begin() + std::ptrdiff_t{channel} * height * width;
    workspace.set_input(channel, std::vector<float>(begin, begin + height * width));
  }
  workspace.forward();
  std::vector<float> found;
  const PlanesShape& shape = workspace.output().shape;
  for (int y = 0; y < shape.height; ++y) {
    for (int x = 0; x < shape.width; ++x) {
      found.push_back(workspace.logits()[workspace.position(y, x)]);
    }
  }
  expect_close(found, logits, 1e-4);
  const auto weights =
      workspace.arrange(std::vector<float>(targets.size(), static_cast<float>(weight)));
  const auto arranged = workspace.arrange(std::vector<float>(targets.begin(), targets.end()));
  EXPECT_NEAR(bce_with_logits(workspace.logits(), arranged, weights, workspace.logits_gradient()),
              loss, 1e-6 * loss);
  workspace.backward();
  expect_close(workspace.gradient(), gradient, 1e-4);
}

TEST_P(PytorchNetwork, TheReferenceAgrees) {
  const std::vector<double> parameters(network.parameters().begin(), network.parameters().end());
  const auto pass = reference_pass(network, parameters, height, width, input, targets,
                                   std::vector<double>(targets.size(), weight));
  expect_close(pass.logits, logits, 1e-5);
  EXPECT_NEAR(pass.loss, loss, 1e-7 * loss);
  expect_close(pass.gradient, gradient, 1e-5);
}

INSTANTIATE_TEST_SUITE_P(Layers, PytorchNetwork,
                         testing::Values("dense", "conv2d_1", "conv2d_3_circular",
                                         "conv2d_3_circular_wide", "conv2d_3_zero",
                                         "conv2d_3_zero_wide", "conv2d_3_valid",
                                         "conv2d_3_valid_wide", "conv2d_5_circular",
                                         "conv2d_5_zero", "conv2d_5_valid", "relu", "leaky_relu",
                                         "leaky_relu_steep", "prelu", "sigmoid", "tanh", "silu",
                                         "quadratic", "skip", "tied"),
                         [](const auto& tested) { return std::string(tested.param); });

// Logits, targets, and for each loss its value and its gradient by the logits.
class PytorchLosses : public testing::Test {
 protected:
  // `loss_of(logits, targets, weights, gradient)` with the weights of a mean.
  void expect_loss(const char* name, auto loss_of) const {
    SCOPED_TRACE(name);
    const json& expected = vectors.at("losses").at(name);
    std::vector<float> weights, gradient(logits.size());
    const auto count = static_cast<float>(logits.size());
    const std::vector<float> of_class = expected.value("class_weights", std::vector<float>{1, 1});
    for (const float target : targets) weights.push_back(of_class[target > 0] / count);
    const double loss = loss_of(logits, targets, weights, gradient);
    EXPECT_NEAR(loss, expected.at("loss"), 1e-6 * std::abs(loss));
    expect_close(gradient, expected.at("gradient"), 1e-5);
  }

  const json vectors = read_vectors("losses");
  const std::vector<float> logits = vectors.at("logits"), targets = vectors.at("targets");
};

TEST_F(PytorchLosses, Agree) {
  expect_loss("bce", bce_with_logits);
  expect_loss("bce_positive_weight", bce_with_logits);
  expect_loss("bce_class_balanced", bce_with_logits);
  expect_loss("mse", squared_error);
  const auto focal = [](const auto& z, const auto& t, const auto& weights, auto& gradient) {
    return focal_with_logits(z, t, weights, 2, gradient);
  };
  expect_loss("focal", focal);
  expect_loss("focal_alpha", focal);
}

TEST_F(PytorchLosses, EffectiveNumberWeightsAgree) {
  const json& balanced = vectors.at("losses").at("bce_class_balanced");
  const std::vector<double> counts = balanced.at("counts"), expected = balanced.at("class_weights");
  const ClassWeights weights = effective_number_weights(counts[0], counts[1], balanced.at("beta"));
  EXPECT_NEAR(weights.negative, expected[0], 1e-6 * expected[0]);
  EXPECT_NEAR(weights.positive, expected[1], 1e-6 * expected[1]);
}

// The learning rate of each step, and the parameters after it, on given gradients.
void expect_steps(const char* name, auto optimizer, const Schedule& schedule) {
  SCOPED_TRACE(name);
  const json vectors = read_vectors("optimisers");
  std::vector<float> parameters = vectors.at("start");
  const json& expected = vectors.at("cases").at(name);
  for (std::size_t step = 0; step < expected.at("parameters").size(); ++step) {
    SCOPED_TRACE(step);
    const float rate = learning_rate_at(schedule, static_cast<std::int64_t>(step));
    EXPECT_NEAR(rate, expected.at("learning_rates")[step], 1e-7 * rate);
    const std::vector<float> gradient = vectors.at("gradients")[step];
    optimizer.set_learning_rate(rate);
    optimizer.step(parameters, gradient);
    expect_close(parameters, expected.at("parameters")[step], 1e-5);
  }
}

TEST(PytorchOptimizers, Sgd) {
  const ConstantRate rate{0.1F};
  expect_steps("sgd", Sgd(4, {}), rate);
  expect_steps("sgd_momentum", Sgd(4, {.momentum = 0.9F}), rate);
  expect_steps("sgd_momentum_weight_decay",
               Sgd(4, {.momentum = 0.9F, .penalty = {.weight_decay = 0.05F}}), rate);
  expect_steps("sgd_l1", Sgd(4, {.penalty = {.l1 = 0.02F}}), rate);
  expect_steps("sgd_momentum_step", Sgd(4, {.momentum = 0.9F}), StepRate{0.1F, 0.5F, 5});
  expect_steps("sgd_momentum_cosine", Sgd(4, {.momentum = 0.9F}), CosineRate{0.1F, 0, 20});
}

TEST(PytorchOptimizers, AdamAndRmsprop) {
  const ConstantRate rate{1e-3F};
  expect_steps("adam", Adam(4, {}), rate);
  expect_steps("adam_weight_decay", Adam(4, {.penalty = {.weight_decay = 0.05F}}), rate);
  expect_steps("adam_cosine", Adam(4, {}), CosineRate{1e-3F, 0, 20});
  expect_steps("adamw", Adam(4, {.penalty = {.weight_decay = 0.01F}, .decoupled_decay = true}),
               rate);
  expect_steps("rmsprop", Rmsprop(4, {}), ConstantRate{1e-2F});
}

}  // namespace
}  // namespace nn
