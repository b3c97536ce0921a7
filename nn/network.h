#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nn/layer.h"

namespace nn {

/// A list of layers over one flat parameter vector. A layer's parameters lie together in the order
/// of the layers, weights (out, in, row, column) before biases, so that an optimiser is one loop
/// over parameters(), a pruning mask a vector beside it, and a copy of a network a copy of this
/// value. Example: Network xor_net({Dense{2, 4}, Relu{}, Dense{4, 1}});
class Network {
 public:
  /// Parameters start at 0. Throws std::invalid_argument when a layer is impossible or takes
  /// another number of channels than the one before it gives.
  explicit Network(std::vector<Layer> layers);

  std::span<const Layer> layers() const { return layers_; }

  std::span<float> parameters() { return parameters_; }
  std::span<const float> parameters() const { return parameters_; }

  /// Index in parameters() of the first weight and of the first bias of layer `layer`.
  std::size_t weights_begin(std::size_t layer) const { return begins_[layer]; }
  std::size_t biases_begin(std::size_t layer) const {
    return begins_[layer] + weight_count(layers_[layer]);
  }

  std::span<const float> weights(std::size_t layer) const {
    return parameters().subspan(weights_begin(layer), weight_count(layers_[layer]));
  }
  std::span<const float> biases(std::size_t layer) const {
    return parameters().subspan(biases_begin(layer), bias_count(layers_[layer]));
  }

  int input_channels() const;
  int output_channels() const;

  /// Multiply-adds of the linear layers at one position (a cell, or a sample): forward, and forward
  /// with the gradients of all weights and of all inputs but the network's own. Biases,
  /// activations, loss and optimiser are not counted.
  std::int64_t forward_multiply_adds() const;
  std::int64_t training_multiply_adds() const;

 private:
  std::vector<Layer> layers_;
  std::vector<std::size_t> begins_;
  std::vector<float> parameters_;
};

}  // namespace nn
