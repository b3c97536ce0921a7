#pragma once

#include <span>
#include <vector>

#include "base/aligned_vector.h"
#include "nn/network.h"
#include "nn/packed_weights.h"
#include "nn/planes.h"

namespace task {

/// Whether the layers are those of L(1, m), with any numbers of filters: a 3x3 convolution from one
/// channel, ReLU, a 1x1 convolution, ReLU, and a 1x1 convolution to one channel.
bool is_window_network(const nn::Network& network);

/// A network of the form of L(1, m) on all 512 windows at once, forward and backward: the lanes are
/// windows, coded as in window_histogram.h. Its first layer takes no multiplication: the sums of a
/// filter's weights over the living cells of all windows are made by doubling, its gradient by
/// folding. Allocates nothing after construction.
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
  // Backward through a 1x1 layer whose input a ReLU gave.
  void pass_back(const nn::Network& network, std::size_t layer, const nn::Planes& in,
                 const nn::Planes& out_slopes, nn::PackedWeights& turned_weights,
                 const nn::Planes& in_slopes);

  nn::Planes first_, second_;  // activations of the hidden layers
  nn::Planes logits_;
  nn::Planes first_slopes_, second_slopes_;  // by what the hidden layers' ReLUs take
  nn::Planes logits_slopes_;
  nn::PackedWeights second_weights_, turned_second_weights_;
  nn::PackedWeights last_weights_, turned_last_weights_;
  base::AlignedVector<nn::Lanes> gradient_lanes_;
  std::vector<float> gradient_;
};

}  // namespace task
