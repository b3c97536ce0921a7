#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nn/layer.h"

namespace nn {

/// A part of the parameter vector by name: "<layer>.weight" and "<layer>.bias" of linear layers,
/// "<layer>.slope" of PReLUs, "<layer>.coefficients" of quadratics, layers counted from 0 as in
/// PyTorch's Sequential. A layer that is tied to another has none of its own.
struct Tensor {
  std::string name;
  std::vector<int> shape;  ///< out, in, row, column of a convolution; out, in of a dense layer; ...
  std::size_t begin;       ///< in Network::parameters()
  std::size_t size;
};

/// A list of layers over one flat parameter vector. A layer's parameters lie together in the order
/// of the layers, weights (out, in, row, column) before biases, so that an optimiser is one loop
/// over parameters(), a pruning mask a vector beside it, and a copy of a network a copy of this
/// value. Example: Network xor_net({Dense{2, 4}, Relu{}, Dense{4, 1}});
class Network {
 public:
  /// Parameters start at 0. Throws std::invalid_argument when a layer is impossible, takes another
  /// number of channels than the one before it gives, or when a Skip or Tied refers to what is not
  /// there or does not fit.
  explicit Network(std::vector<Layer> layers);

  /// As they are applied: in place of a Tied layer stands the layer it repeats.
  std::span<const Layer> layers() const { return layers_; }

  /// The layer whose parameters layer `layer` uses, if they are not its own.
  std::optional<std::size_t> tied_to(std::size_t layer) const { return tied_to_[layer]; }

  std::span<float> parameters() { return parameters_; }
  std::span<const float> parameters() const { return parameters_; }

  /// Index in parameters() of the first weight and of the first bias of layer `layer`; a tied layer
  /// has those of the layer it repeats.
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

  /// All parameters by name, in their order.
  std::vector<Tensor> tensors() const;

  /// The parameters of that name. Throws std::invalid_argument that lists the names there are.
  /// Example: for (float& weight : network.tensor("0.weight")) weight = -weight;
  std::span<float> tensor(std::string_view name);
  std::span<const float> tensor(std::string_view name) const;

  int input_channels() const;
  int output_channels() const;

  /// Multiply-adds of the linear layers at one position (a cell, or a sample): forward, and forward
  /// with the gradients of all weights and of all inputs but the network's own. Biases,
  /// activations, loss and optimiser are not counted.
  std::int64_t forward_multiply_adds() const;
  std::int64_t training_multiply_adds() const;

 private:
  void resolve_tie(std::size_t k);
  Tensor find_tensor(std::string_view name) const;

  std::vector<Layer> layers_;
  std::vector<std::optional<std::size_t>> tied_to_;
  std::vector<std::size_t> begins_;
  std::vector<float> parameters_;
};

}  // namespace nn
