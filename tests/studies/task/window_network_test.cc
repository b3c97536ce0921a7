#include "studies/task/window_network.h"

#include <gtest/gtest.h>

#include <cmath>

#include "nn/init.h"
#include "nn/reference.h"
#include "studies/task/life_network.h"
#include "studies/task/window_form.h"
#include "studies/task/window_histogram.h"

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
      for (int w = 0; w < kWindows; ++w) cells.push_back(w >> histogram_bit(row, column) & 1);
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
               nn::Conv2d{2, 1, 1, torus}},
        Layers{nn::Conv2d{1, 2, 3, nn::Padding::valid}, nn::Relu{}, nn::Conv2d{2, 2, 1, torus},
               nn::Relu{}, nn::Conv2d{2, 1, 1, torus}}}) {
    EXPECT_THROW(WindowNetwork{nn::Network(layers)}, std::invalid_argument);
  }
}

}  // namespace
}  // namespace task
