#include "nn/network.h"

#include <algorithm>
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
