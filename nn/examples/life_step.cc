// Trains a convolutional network on one step of the Game of Life, a fresh board a step.
#include <fmt/core.h>

#include "base/aligned_vector.h"
#include "life/soup.h"
#include "life/step.h"
#include "nn/init.h"
#include "nn/loss.h"
#include "nn/optimizer.h"
#include "nn/workspace.h"

int main() {
  constexpr auto kTorus = nn::Padding::circular;
  nn::Network network({nn::Conv2d{1, 32, 3, kTorus}, nn::Relu{}, nn::Conv2d{32, 1, 1, kTorus}});
  base::Stream init(1, "init"), soups(1, "soups");
  nn::initialise(network, nn::Initialisation::pytorch, init);

  life::Board board(32, 32, life::Topology::torus);
  base::AlignedVector<float> next(1024);
  nn::Workspace workspace(network, 32, 32);
  nn::Adam adam(network.parameters().size(), {.learning_rate = 3e-3F});
  int wrong = 0;  // cells of the last 100 boards
  for (std::uint64_t step = 0; step < 4000; ++step) {
    life::soup(board, 0.375, soups, step);
    workspace.load(network);
    workspace.forward(board.words());  // the cells as bits
    life::step(board, life::Rule::conway());
    for (int i = 0; i < 32 * 32; ++i)
      next[workspace.position(i / 32, i % 32)] = board.get(i / 32, i % 32);
    const nn::BatchLoss loss =
        nn::mean_bce_with_logits(workspace.logits(), next, 1.F / 1024, workspace.logits_gradient());
    if (step >= 3900) wrong += loss.wrong;
    workspace.backward();
    adam.step(network.parameters(), workspace.gradient());
  }
  fmt::print("{} cells of the last 100 boards wrong\n", wrong);
  return wrong == 0 ? 0 : 1;
}
