#include "studies/task/window_form.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "life/step.h"
#include "studies/task/life_network.h"

namespace task {
namespace {

TEST(AliveNext, IsOneStepOfTheWindowsCentre) {
  for (const char* text : {"B3/S23", "B36/S23", "B0/S8", "B2/S"}) {
    const auto rule = life::Rule::parse(text);
    for (int window = 0; window < kWindows; ++window) {
      life::Board board(3, 3, life::Topology::dead_edge);
      for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 3; ++column) {
          board.set(row, column, (window >> window_bit(row, column) & 1) != 0);
        }
      }
      life::step_reference(board, rule);
      ASSERT_EQ(alive_next(rule, window), board.get(1, 1)) << text << ", window " << window;
    }
  }
}

TEST(WindowForm, GivesTiedLayersParametersOfTheirOwn) {
  const auto torus = nn::Padding::circular;
  nn::Network network({nn::Conv2d{1, 2, 3, torus}, nn::Relu{}, nn::Conv2d{2, 2, 1, torus},
                       nn::Tied{2}, nn::Conv2d{2, 1, 1, torus}});
  float next = 0;
  for (float& parameter : network.parameters()) parameter = ++next;
  const nn::Network form = window_form(network);
  ASSERT_EQ(form.parameters().size(), network.parameters().size() + 6);
  EXPECT_TRUE(std::ranges::equal(form.weights(3), network.weights(2)));
  EXPECT_TRUE(std::ranges::equal(form.biases(3), network.biases(2)));
  EXPECT_TRUE(std::ranges::equal(form.weights(4), network.weights(4)));
  EXPECT_TRUE(std::ranges::equal(form.biases(4), network.biases(4)));
}

TEST(WindowForm, RefusesOtherNetworks) {
  EXPECT_NO_THROW(window_form(life_network(1, 3, life::Topology::torus)));
  EXPECT_THROW(window_form(life_network(2, 1, life::Topology::torus)), std::invalid_argument);
  EXPECT_NO_THROW(window_form(nn::Network({nn::Dense{9, 1}})));
  EXPECT_THROW(window_form(nn::Network({nn::Dense{8, 1}})), std::invalid_argument);
  EXPECT_THROW(window_form(nn::Network({nn::Conv2d{9, 1, 1, nn::Padding::zero}})),
               std::invalid_argument);
  EXPECT_THROW(window_form(nn::Network({nn::Conv2d{2, 1, 3, nn::Padding::zero}})),
               std::invalid_argument);
}

}  // namespace
}  // namespace task
