#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <span>
#include <vector>

#include "life/board.h"
#include "nn/network.h"

namespace peers {

/// Boards and a later generation of them as PyTorch takes them: board, channel (one), row, column.
struct TorchBatch {
  torch::Tensor input, targets;
};

/// Boards of one size and their `steps`-th generation under Conway's rule.
TorchBatch torch_batch(std::span<const life::Board> boards, int steps, at::MemoryFormat format);

/// Training steps of a network of convolutions and ReLUs in eager PyTorch: mean binary
/// cross-entropy of the logits, Adam. All parameters are views of one tensor in the order of
/// nn::Network, so that Adam has one tensor to go over, not two a layer.
class TorchSteps {
 public:
  /// Starts from the network's parameters. `circular`: as the network on a torus; else it pads with
  /// zeros, which PyTorch does faster.
  TorchSteps(const nn::Network& network, double learning_rate, bool circular);

  /// One step; returns the loss before it, a tensor of one number.
  torch::Tensor train_on(const TorchBatch& batch);

 private:
  struct Convolution {
    torch::Tensor weights, biases;
    std::int64_t halo;  ///< cells to pad on each side
  };

  torch::Tensor logits(torch::Tensor x) const;

  bool circular_;
  torch::Tensor parameters_;
  torch::optim::Adam adam_;
  std::vector<Convolution> convolutions_;
};

}  // namespace peers
