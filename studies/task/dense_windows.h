#pragma once

#include <span>
#include <vector>

#include "nn/network.h"
#include "nn/workspace.h"

namespace task {

/// Whether one window is all that the network sees of a board and each of its parameters stands
/// once: its window_form() then has the same parameters in the same order. So it is for a 3x3
/// convolution from one channel (or a dense layer from nine cells), 1x1 convolutions (dense layers)
/// and activations, down to one logit, without ties and skips.
bool has_window_form(const nn::Network& network);

/// Such a network on all 512 windows at once, for any activation; used as WindowNetwork, which is
/// faster on the networks that it takes. Windows are coded as in window_histogram.h.
class DenseWindows {
 public:
  /// Throws std::invalid_argument unless has_window_form(network).
  explicit DenseWindows(const nn::Network& network);

  /// Fills logits(), one a window. `network` has the layers of the constructor's.
  void forward(const nn::Network& network);
  std::span<const float> logits() const { return workspace_.logits(); }

  /// Fills gradient(), in the order of the network's parameters, from logits_gradient(), one value
  /// a window, and the last forward(), which was of `network`.
  void backward(const nn::Network& network);
  std::span<float> logits_gradient() { return workspace_.logits_gradient(); }
  std::span<const float> gradient() const { return gradient_; }

 private:
  nn::Workspace workspace_;
  std::vector<float> gradient_;
};

}  // namespace task
