#include "nn/network.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "base/check.h"

namespace nn {
namespace {

constexpr std::size_t kMaxParameters = std::size_t{1} << 28;

// What flows from layer to layer: its channels, and by how much it is smaller than the input.
struct Value {
  int channels, shrunk;
  bool operator==(const Value&) const = default;
};

// `values[k]` enters layer k.
Value value_after(const Layer& layer, const std::vector<Value>& values, std::size_t k) {
  const Value& entering = values[k];
  if (const auto* skip = std::get_if<Skip>(&layer)) {
    const auto from = static_cast<std::size_t>(skip->from);
    base::require(skip->from >= 0 && from < k,
                  "network: skip at layer {} from layer {}: needs an earlier one", k, skip->from);
    base::require(
        values[from] == entering,
        "network: skip at layer {} from layer {}: {} channels and {} cells smaller cannot "
        "be added to {} and {}",
        k, skip->from, values[from].channels, values[from].shrunk, entering.channels,
        entering.shrunk);
  }
  const int in = input_channels(layer);
  base::require(in == 0 || in == entering.channels,
                "network: a layer takes {} channels but is given {}", in, entering.channels);
  return {in == 0 ? entering.channels : output_channels(layer), entering.shrunk + shrinkage(layer)};
}

Tensor weights_of(const Layer& layer, std::size_t k, std::size_t begin) {
  const int in = input_channels(layer), out = output_channels(layer), side = kernel_side(layer);
  const auto tensor = [&](const char* name, std::vector<int> shape) {
    return Tensor{fmt::format("{}.{}", k, name), std::move(shape), begin, weight_count(layer)};
  };
  if (std::holds_alternative<Prelu>(layer)) return tensor("slope", {out});
  if (std::holds_alternative<Quadratic>(layer)) return tensor("coefficients", {out, 3});
  if (std::holds_alternative<Dense>(layer)) return tensor("weight", {out, in});
  return tensor("weight", {out, in, side, side});
}

}  // namespace

Network::Network(std::vector<Layer> layers) : layers_(std::move(layers)) {
  base::require(!layers_.empty() && is_linear(layers_.front()),
                "network: needs a dense or convolution layer first");
  std::size_t count = 0;
  std::vector<Value> values{{nn::input_channels(layers_.front()), 0}};
  for (std::size_t k = 0; k < layers_.size(); ++k) {
    resolve_tie(k);
    const Layer& layer = layers_[k];
    check_layer(layer);
    values.push_back(value_after(layer, values, k));
    begins_.push_back(tied_to_[k] ? begins_[*tied_to_[k]] : count);
    if (!tied_to_[k]) count += weight_count(layer) + bias_count(layer);
    base::require(count <= kMaxParameters, "network: more than {} parameters", kMaxParameters);
  }
  parameters_.resize(count);
}

void Network::resolve_tie(std::size_t k) {
  tied_to_.emplace_back();
  const auto* tied = std::get_if<Tied>(&layers_[k]);
  if (tied == nullptr) return;
  const auto source = static_cast<std::size_t>(tied->layer);
  base::require(tied->layer >= 0 && source < k && weight_count(layers_[source]) > 0,
                "network: layer {} is tied to layer {}: needs an earlier one with parameters", k,
                tied->layer);
  tied_to_[k] = tied_to_[source].value_or(source);
  layers_[k] = Layer(layers_[source]);
}

std::vector<Tensor> Network::tensors() const {
  std::vector<Tensor> tensors;
  for (std::size_t k = 0; k < layers_.size(); ++k) {
    const Layer& layer = layers_[k];
    if (tied_to_[k] || weight_count(layer) == 0) continue;
    tensors.push_back(weights_of(layer, k, weights_begin(k)));
    if (!is_linear(layer)) continue;
    tensors.push_back({fmt::format("{}.bias", k),
                       {nn::output_channels(layer)},
                       biases_begin(k),
                       bias_count(layer)});
  }
  return tensors;
}

Tensor Network::find_tensor(std::string_view name) const {
  std::string names;
  for (Tensor& tensor : tensors()) {
    if (tensor.name == name) return std::move(tensor);
    names += (names.empty() ? "" : ", ") + tensor.name;
  }
  throw std::invalid_argument(fmt::format("tensor '{}': needs one of {}", name, names));
}

std::span<float> Network::tensor(std::string_view name) {
  const Tensor found = find_tensor(name);
  return parameters().subspan(found.begin, found.size);
}

std::span<const float> Network::tensor(std::string_view name) const {
  const Tensor found = find_tensor(name);
  return parameters().subspan(found.begin, found.size);
}

int Network::input_channels() const { return nn::input_channels(layers_.front()); }

int Network::output_channels() const {
  const auto last = std::find_if(layers_.rbegin(), layers_.rend(), is_linear);
  return nn::output_channels(*last);
}

std::int64_t Network::forward_multiply_adds() const {
  std::int64_t count = 0;
  for (const Layer& layer : layers_) {
    if (is_linear(layer)) count += static_cast<std::int64_t>(weight_count(layer));
  }
  return count;
}

std::int64_t Network::training_multiply_adds() const {
  return 3 * forward_multiply_adds() - static_cast<std::int64_t>(weight_count(layers_.front()));
}

}  // namespace nn
