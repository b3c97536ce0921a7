#include "studies/task/architecture.h"

#include <gtest/gtest.h>

#include "studies/task/life_network.h"

namespace task {
namespace {

constexpr auto kTorus = life::Topology::torus;

std::size_t parameters(const Architecture& architecture, int steps, int m) {
  return make_network(architecture, steps, m, kTorus).parameters().size();
}

TEST(MakeNetwork, HasThePublishedNumbersOfParameters) {
  // Ahmed & Davis 2026: quadratic 34, PReLU 28, for three units.
  EXPECT_EQ(parameters({NetworkForm::paper, Activation::quadratic}, 1, 1), 34u);
  EXPECT_EQ(parameters({NetworkForm::paper, Activation::prelu}, 1, 1), 28u);
  EXPECT_EQ(parameters({NetworkForm::paper, Activation::silu}, 1, 1), 25u);
  // Bibin & Dereventsov 2024: 23 a step, 23 in all with tied steps.
  EXPECT_EQ(parameters({NetworkForm::two_layer, Activation::tanh}, 1, 1), 23u);
  EXPECT_EQ(parameters({NetworkForm::two_layer, Activation::tanh}, 2, 1), 46u);
  EXPECT_EQ(parameters({NetworkForm::two_layer, Activation::tanh, true}, 2, 1), 23u);
  for (int m = 1; m <= 8; ++m) {
    const auto count = static_cast<std::size_t>(22 * m + 1);
    EXPECT_EQ(parameters({NetworkForm::two_layer}, 3, m), 3 * count);
    EXPECT_EQ(parameters({NetworkForm::two_layer, Activation::relu, true}, 3, m), count);
    EXPECT_EQ(parameters({NetworkForm::mlp}, 1, m), count);
  }
}

TEST(MakeNetwork, TiedPaperFormHasOneSetOfSteps) {
  for (int steps = 2; steps <= 4; ++steps) {
    EXPECT_EQ(parameters({NetworkForm::paper, Activation::relu, true}, steps, 1), 25u);
    EXPECT_EQ(parameters({NetworkForm::paper, Activation::quadratic, true}, steps, 1), 34u);
  }
  const auto network = make_network({NetworkForm::paper, Activation::prelu, true}, 2, 1, kTorus);
  for (std::size_t k = 0; k < 4; ++k) {
    EXPECT_EQ(network.tied_to(k + 4), std::optional(k)) << k;
    EXPECT_EQ(network.layers()[k], network.layers()[k + 4]);
  }
}

TEST(MakeNetwork, StepsOfTwoLayersMeetInAReluWhateverTheActivation) {
  const auto network =
      make_network({NetworkForm::two_layer, Activation::tanh}, 2, 3, life::Topology::dead_edge);
  const auto zero = nn::Padding::zero;
  const std::vector<nn::Layer> expected{
      nn::Conv2d{1, 6, 3, zero}, nn::Tanh{}, nn::Conv2d{6, 1, 1, zero}, nn::Relu{},
      nn::Conv2d{1, 6, 3, zero}, nn::Tanh{}, nn::Conv2d{6, 1, 1, zero}};
  EXPECT_EQ(std::vector(network.layers().begin(), network.layers().end()), expected);
}

TEST(MakeNetwork, AReluOutputIsAliveAboveOneHalf) {
  for (const auto form : {NetworkForm::paper, NetworkForm::two_layer, NetworkForm::mlp}) {
    const auto logit = make_network({form, Activation::tanh}, 1, 3, kTorus);
    const auto network = make_network({form, Activation::tanh, false, true}, 1, 3, kTorus);
    std::vector<nn::Layer> expected(logit.layers().begin(), logit.layers().end());
    expected.emplace_back(nn::Shift{-0.5F});
    EXPECT_EQ(std::vector(network.layers().begin(), network.layers().end()), expected);
    EXPECT_EQ(network.parameters().size(), logit.parameters().size());
  }
}

void expect_refused(const Architecture& architecture, int steps, int m, const char* message) {
  try {
    make_network(architecture, steps, m, kTorus);
    FAIL() << "not refused: " << message;
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(), message);
  }
}

TEST(MakeNetwork, RefusesWhatCannotBe) {
  expect_refused({NetworkForm::mlp}, 2, 1, "network mlp with steps 2: needs steps 1");
  expect_refused({NetworkForm::two_layer, Activation::relu, true}, 1, 1,
                 "tied yes with steps 1: needs steps 2 or more");
  expect_refused({NetworkForm::paper, Activation::relu, true}, 2, 3,
                 "network paper, tied yes, overcompleteness 3: needs overcompleteness 1 or network "
                 "two-layer, whose steps all take one channel");
  expect_refused({}, 0, 1, "L(0, 1): needs at least L(1, 1)");
}

TEST(ParseArchitecture, NamesWhatIsAllowed) {
  EXPECT_EQ(parse_network_form("two-layer"), NetworkForm::two_layer);
  EXPECT_EQ(parse_activation("quadratic"), Activation::quadratic);
  EXPECT_THROW(parse_network_form("deep"), std::invalid_argument);
  EXPECT_THROW(parse_activation("gelu"), std::invalid_argument);
}

}  // namespace
}  // namespace task
