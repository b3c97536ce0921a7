#include "studies/task/life_network.h"

#include <gtest/gtest.h>

namespace task {
namespace {

TEST(LifeNetwork, ParameterCountFollowsTheFormula) {
  for (int steps = 1; steps <= 5; ++steps) {
    EXPECT_EQ(parameter_count(steps, 1), 23 * steps + 2);
    for (int m = 1; m <= 24; ++m) {
      const auto network = life_network(steps, m, life::Topology::torus);
      EXPECT_EQ(static_cast<std::int64_t>(network.parameters().size()), parameter_count(steps, m));
    }
  }
  // Corners of the table in the project's notes on the paper.
  EXPECT_EQ(parameter_count(1, 24), 1681);
  EXPECT_EQ(parameter_count(5, 24), 48049);
}

TEST(LifeNetwork, HasTwoNPlusOneConvolutions) {
  const auto network = life_network(3, 2, life::Topology::dead_edge);
  int convolutions = 0;
  for (const nn::Layer& layer : network.layers()) {
    if (const auto* conv = std::get_if<nn::Conv2d>(&layer)) {
      ++convolutions;
      EXPECT_EQ(conv->padding, nn::Padding::zero);
    }
  }
  EXPECT_EQ(convolutions, 7);
}

TEST(LifeNetwork, CountsTheMultiplyAddsOfTraining) {
  // F = 18m + 2m^2 + (n-1) 20m^2 + m forward; 3F - 18m with both gradients.
  for (int steps = 1; steps <= 3; ++steps) {
    for (const int m : {1, 2, 7}) {
      const std::int64_t forward = 18 * m + 2 * m * m + (steps - 1) * 20 * m * m + m;
      const auto network = life_network(steps, m, life::Topology::torus);
      EXPECT_EQ(network.forward_multiply_adds(), forward);
      EXPECT_EQ(network.training_multiply_adds(), 3 * forward - 18 * m);
    }
  }
}

TEST(LifeNetwork, RefusesSizesBelowOne) {
  EXPECT_THROW(life_network(0, 1, life::Topology::torus), std::invalid_argument);
  EXPECT_THROW(life_network(1, 0, life::Topology::torus), std::invalid_argument);
}

}  // namespace
}  // namespace task
