#pragma once

#include <cstddef>
#include <vector>

#include "nn/network.h"
#include "nn/planes.h"

namespace task {

/// Index of the second 3x3 convolution of a two-step network. Throws std::invalid_argument unless
/// it has two, the first of them its first layer.
std::size_t second_convolution(const nn::Network& network);

/// The second 3x3 convolution of a two-step network on a board: what each of its nine kernel
/// positions adds to its output, as a table over the 512 windows that the first block can see
/// there.
class TwoStepTaps {
 public:
  /// Throws std::invalid_argument as second_convolution, and for a first block that is not a 3x3
  /// convolution from one channel, 1x1 convolutions and activations.
  explicit TwoStepTaps(const nn::Network& network);

  /// Output channels of the convolution.
  std::size_t channels() const { return channels_; }

  /// Vectors that hold them, 16 each; lanes beyond the last channel are 0.
  std::size_t vectors() const { return biases_.size(); }

  /// What kernel position (row, column), each 0 .. 2, adds where its window is `window` (coded as
  /// in window_form.h).
  const nn::Lanes* add(int row, int column, unsigned window) const {
    return &table_[(static_cast<std::size_t>(3 * row + column) * 512 + window) * vectors()];
  }

  const nn::Lanes* biases() const { return biases_.data(); }

 private:
  std::size_t channels_;
  std::vector<nn::Lanes> table_;   // by kernel position, window, vector
  std::vector<nn::Lanes> biases_;  // of the convolution
};

}  // namespace task
