#pragma once

#include <span>
#include <vector>

#include "nn/network.h"
#include "nn/planes.h"

namespace nn {

/// Activations and gradients of one network on planes of one size: a board (height x width cells)
/// for convolutions, one row of samples (height 1) for dense layers. Allocated once; forward and
/// backward allocate nothing. A batch of boards goes through one by one, the gradient adds up.
///
/// Example, one training step:
///   workspace.clear_gradient();
///   for (board : batch) {
///     fill(workspace.input());
///     workspace.forward(network);
///     bce_with_logits(workspace.logits(), targets, weights, workspace.logits_gradient());
///     workspace.backward(network);
///   }
///   adam.step(network.parameters(), workspace.gradient());
class Workspace {
 public:
  /// Throws std::invalid_argument when a side is not in 1..65536, or when the last
  /// linear layer is a 3x3 convolution.
  Workspace(const Network& network, int height, int width);

  /// Where the caller writes the input: network.input_channels() planes.
  const PlanesView& input() const { return activations_.front().view(); }

  /// What the last layer gave: network.output_channels() planes.
  const PlanesView& output() const { return activations_.back().view(); }

  /// The output of a network with one output channel, row after row; a row is padded to a multiple
  /// of 16 values, see row_pitch().
  std::span<const float> logits() const;

  /// Where the caller writes the loss's gradient by the logits, laid out like them. It must be 0 in
  /// the padding (a loss with weight 0 there makes it so).
  std::span<float> logits_gradient();

  /// Values from the start of one row of the logits to the start of the next.
  int row_pitch() const { return activations_.back().view().vectors * kLanes; }

  /// Fills the logits from the input. `network` has the layers of the constructor's.
  void forward(const Network& network);

  /// Adds to the gradient of the parameters, from logits_gradient() and the last forward(), whose
  /// activations it needs unchanged; logits_gradient() is used up.
  void backward(const Network& network);

  void clear_gradient();

  /// The sum since clear_gradient(), one value a parameter in the network's order.
  std::span<const float> gradient();

 private:
  std::vector<Planes> activations_;  // the input, then the output of each linear layer
  std::vector<Planes> gradients_;    // by the output of each linear layer
  std::vector<Lanes> gradient_lanes_;
  std::vector<float> gradient_;
  std::vector<float> turned_weights_;
};

}  // namespace nn
