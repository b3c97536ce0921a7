// A step of Life by a convolution and a parabola, beside the automaton.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "life/soup.h"
#include "life/step.h"
#include "nn/workspace.h"

int main() {
  // n living neighbours and the cell c: alive where n + c / 2 is 2.5, 3 or 3.5, that is, where
  // 0.5 - (n + c / 2 - 3)^2 is above 0.
  nn::Network network({nn::Conv2d{1, 1, 3, nn::Padding::circular}, nn::Quadratic{1}});
  std::ranges::fill(network.tensor("0.weight"), 1.F);
  network.tensor("0.weight")[4] = 0.5F;
  std::ranges::copy(std::array{-8.5F, 6.F, -1.F}, network.tensor("1.coefficients").begin());

  life::Board board(32, 32, life::Topology::torus);
  life::soup(board, 0.375, base::Stream(1, "soup"), 0);
  nn::Workspace workspace(network, 32, 32);
  workspace.load(network);
  workspace.forward(board.words());
  life::step(board, life::Rule::conway());

  int wrong = 0;
  for (int y = 0; y < 32; ++y)
    for (int x = 0; x < 32; ++x)
      wrong += (workspace.logits()[workspace.position(y, x)] > 0) != board.get(y, x);
  fmt::print("{} of 1024 cells wrong, {}\n", wrong, board.population() > 0 ? "alive" : "dead");
}
