#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/random.h"
#include "nn/init.h"
#include "nn/loss.h"
#include "nn/network.h"
#include "nn/optimizer.h"
#include "nn/workspace.h"

namespace nn {

/// Samples of "at least two of the first three inputs are 1", on which methods are compared as
/// their papers do. What the others are says nothing.
class Majority {
 public:
  explicit Majority(int inputs) : planes_(static_cast<std::size_t>(inputs)) {
    base::Stream samples(4, "samples");
    for (auto& plane : planes_) {
      plane.resize(kSamples);
      for (float& value : plane) value = samples.uniform() < 0.5 ? 1 : 0;
    }
    for (std::size_t i = 0; i < kSamples; ++i) {
      targets_.push_back(planes_[0][i] + planes_[1][i] + planes_[2][i] >= 2 ? 1 : 0);
    }
  }

  /// Three dense layers, the first with `width` units, the second with half as many.
  Network network(int width, std::uint64_t seed) const {
    Network network({Dense{static_cast<int>(planes_.size()), width}, Relu{},
                     Dense{width, width / 2}, Relu{}, Dense{width / 2, 1}});
    base::Stream init(seed, "init");
    initialise(network, Initialisation::he_normal, init);
    return network;
  }

  /// The loss that so many steps of `optimiser` bring `network` to.
  double trained_loss(Network& network, Optimizer& optimiser, int steps) const {
    Workspace workspace(network, 1, kSamples);
    for (std::size_t channel = 0; channel < planes_.size(); ++channel) {
      workspace.set_input(static_cast<int>(channel), planes_[channel]);
    }
    const auto targets = workspace.arrange(targets_);
    const auto weights = workspace.arrange(std::vector<float>(kSamples, 1.F / kSamples));
    double loss = 0;
    for (int step = 0; step <= steps; ++step) {
      workspace.load(network);
      workspace.forward();
      loss = bce_with_logits(workspace.logits(), targets, weights, workspace.logits_gradient());
      if (step == steps) break;
      workspace.backward();
      optimiser.step(network.parameters(), workspace.gradient());
    }
    return loss;
  }

 private:
  static constexpr int kSamples = 64;

  std::vector<std::vector<float>> planes_;
  std::vector<float> targets_;
};

}  // namespace nn
