#pragma once

#include <span>
#include <vector>

#include "nn/network.h"
#include "nn/packed_weights.h"
#include "nn/planes.h"

namespace task {

/// Whether the layers are those of L(1, m), with any numbers of filters: a 3x3 convolution from one
/// channel, ReLU, a 1x1 convolution, ReLU, and a 1x1 convolution to one channel.
bool is_window_network(const nn::Network& network);

/// A network of the form of L(1, m) on all 512 windows at once, forward and backward: the lanes are
/// windows, by code. Its first layer takes no multiplication: the sums of a filter's weights over
/// the living cells of all windows are made by doubling, its gradient by folding. Allocates nothing
/// after construction.
///
/// Example, one training step:
///   windows.forward(network);
///   nn::bce_with_logits(windows.logits(), targets, weights, windows.logits_gradient());
///   windows.backward(network);
///   adam.step(network.parameters(), windows.gradient());
class WindowNetwork {
 public:
  /// Throws std::invalid_argument unless is_window_network(network).
  explicit WindowNetwork(const nn::Network& network);

  /// Fills logits(), one a window, 64-byte aligned. `network` has the layers of the constructor's.
  void forward(const nn::Network& network);
  std::span<const float> logits() const;

  /// Fills gradient(), in the order of the network's parameters, from logits_gradient(), one value
  /// a window, and the last forward().
  void backward(const nn::Network& network);
  std::span<float> logits_gradient();
  std::span<const float> gradient() const { return gradient_; }

 private:
  nn::Planes first_;   // the first layer's activations
  nn::Planes second_;  // the second layer's
  nn::Planes logits_;
  nn::Planes first_slopes_;  // by what the ReLUs take
  nn::Planes second_slopes_;
  nn::Planes logits_slopes_;
  nn::PackedWeights weights_, turned_weights_;  // of the second layer
  std::vector<nn::Lanes> gradient_lanes_;
  std::vector<float> gradient_;
};

}  // namespace task
