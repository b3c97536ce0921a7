// Trains a network of one hidden layer on the exclusive or of two bits.
#include <fmt/core.h>

#include "nn/init.h"
#include "nn/loss.h"
#include "nn/optimizer.h"
#include "nn/workspace.h"

int main() {
  nn::Network network({nn::Dense{2, 16}, nn::Relu{}, nn::Dense{16, 1}});
  base::Stream init(1, "init");
  nn::initialise(network, nn::Initialisation::pytorch, init);

  const std::vector<float> a{0, 0, 1, 1}, b{0, 1, 0, 1}, a_xor_b{0, 1, 1, 0};
  nn::Workspace workspace(network, 1, 4);  // four samples side by side
  workspace.set_input(0, a);
  workspace.set_input(1, b);
  const auto targets = workspace.arrange(a_xor_b);
  const auto weights = workspace.arrange(std::vector<float>(4, 0.25F));

  nn::Adam adam(network.parameters().size(), {.learning_rate = 0.03F});
  double loss = 0;
  for (int step = 0; step < 1000; ++step) {
    workspace.load(network);
    workspace.forward();
    loss = nn::bce_with_logits(workspace.logits(), targets, weights, workspace.logits_gradient());
    workspace.backward();
    adam.step(network.parameters(), workspace.gradient());
  }
  fmt::print("loss {:.4f}\n", loss);
  return loss < 0.01 ? 0 : 1;
}
