#include "studies/task/window_network.h"

#include <gtest/gtest.h>

#include <limits>

#include "nn/init.h"
#include "nn/reference.h"
#include "studies/task/life_network.h"
#include "studies/task/window_form.h"

namespace task {
namespace {

nn::Network fresh(int m) {
  nn::Network network = life_network(1, m, life::Topology::torus);
  base::Stream stream(static_cast<std::uint64_t>(m), "init");
  nn::initialise(network, nn::Initialisation::pytorch, stream);
  return network;
}

// The nine cells of every window, cell after cell.
std::vector<double> all_windows() {
  std::vector<double> cells;
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      for (int w = 0; w < kWindows; ++w) cells.push_back(w >> window_bit(row, column) & 1);
    }
  }
  return cells;
}

TEST(WindowNetwork, LogitsAndGradientEqualTheReference) {
  for (const int m : {1, 2, 3, 5, 8, 11}) {
    const nn::Network network = fresh(m);
    WindowNetwork windows(network);
    windows.forward(network);
    std::vector<double> targets(kWindows), weights(kWindows);
    for (int w = 0; w < kWindows; ++w) {
      const auto i = static_cast<std::size_t>(w);
      targets[i] = w % 3 == 0;
      weights[i] = (1 + w % 7) / 2048.;
    }
    const std::vector<double> parameters(network.parameters().begin(), network.parameters().end());
    const auto expected = nn::reference_pass(window_form(network), parameters, 1, kWindows,
                                             all_windows(), targets, weights);
    for (std::size_t i = 0; i < kWindows; ++i) {
      ASSERT_NEAR(windows.logits()[i], expected.logits[i], 2e-6) << "m=" << m << " window " << i;
      const double sigmoid = 1 / (1 + std::exp(-expected.logits[i]));
      windows.logits_gradient()[i] = static_cast<float>(weights[i] * (sigmoid - targets[i]));
    }
    windows.backward(network);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      ASSERT_NEAR(windows.gradient()[i], expected.gradient[i], 2e-6) << "m=" << m << " " << i;
    }
  }
}

TEST(WindowNetwork, KnowsWhenItsLastHiddenLayerIsZero) {
  nn::Network network = fresh(2);
  WindowNetwork windows(network);
  const auto biases = network.parameters().subspan(network.biases_begin(2), 2);
  const auto is_zero = [&] {
    windows.forward(network);
    return windows.last_hidden_layer_is_zero();
  };
  std::ranges::fill(biases, -100.F);
  EXPECT_TRUE(is_zero());
  std::ranges::fill(windows.logits_gradient(), 0.5F);
  windows.backward(network);
  for (std::size_t i = 0; i + 1 < network.parameters().size(); ++i) {
    ASSERT_EQ(windows.gradient()[i], 0) << i;
  }
  EXPECT_EQ(windows.gradient().back(), 0.5F * kWindows);

  biases[1] = 100;
  EXPECT_FALSE(is_zero());
  biases[1] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_FALSE(is_zero());
}

TEST(WindowNetwork, OneWindowAboveZeroIsNotZero) {
  // Alive in the full window only: nine weights of 1 and a bias of -8, times 1 and -0.5.
  nn::Network network({nn::Conv2d{1, 1, 3, nn::Padding::zero}, nn::Relu{},
                       nn::Conv2d{1, 1, 1, nn::Padding::zero}, nn::Relu{},
                       nn::Conv2d{1, 1, 1, nn::Padding::zero}});
  const std::vector<float> parameters{1, 1, 1, 1, 1, 1, 1, 1, 1, -8, 1, -0.5F, 1, 0};
  std::ranges::copy(parameters, network.parameters().begin());
  WindowNetwork windows(network);
  windows.forward(network);
  EXPECT_FALSE(windows.last_hidden_layer_is_zero());
  for (std::size_t w = 0; w + 1 < kWindows; ++w) EXPECT_EQ(windows.logits()[w], 0) << w;
  EXPECT_EQ(windows.logits().back(), 0.5F);
  network.parameters()[11] = -1;
  windows.forward(network);
  EXPECT_TRUE(windows.last_hidden_layer_is_zero());
}

TEST(WindowNetwork, RefusesOtherNetworks) {
  const auto torus = nn::Padding::circular;
  using Layers = std::vector<nn::Layer>;
  for (const Layers& layers :
       {Layers{nn::Dense{9, 1}}, Layers{nn::Conv2d{1, 1, 3, torus}},
        Layers{nn::Conv2d{1, 2, 3, torus}, nn::Relu{}, nn::Conv2d{2, 1, 1, torus}},
        Layers{nn::Conv2d{1, 2, 3, torus}, nn::Relu{}, nn::Conv2d{2, 2, 3, torus}, nn::Relu{},
               nn::Conv2d{2, 1, 1, torus}},
        Layers{nn::Conv2d{1, 2, 3, torus}, nn::Relu{}, nn::Conv2d{2, 2, 1, torus}, nn::Relu{},
               nn::Conv2d{2, 2, 1, torus}},
        Layers{nn::Conv2d{2, 2, 3, torus}, nn::Relu{}, nn::Conv2d{2, 2, 1, torus}, nn::Relu{},
               nn::Conv2d{2, 1, 1, torus}}}) {
    EXPECT_THROW(WindowNetwork{nn::Network(layers)}, std::invalid_argument);
  }
}

}  // namespace
}  // namespace task
