#include "nn/network.h"

#include <utility>

#include "base/check.h"

namespace nn {
namespace {

constexpr std::size_t kMaxParameters = std::size_t{1} << 28;

}  // namespace

Network::Network(std::vector<Layer> layers) : layers_(std::move(layers)) {
  base::require(!layers_.empty() && nn::input_channels(layers_.front()) > 0,
                "network: needs a dense or convolution layer first");
  std::size_t count = 0;
  int channels = nn::input_channels(layers_.front());
  for (const Layer& layer : layers_) {
    check_layer(layer);
    const int in = nn::input_channels(layer);
    base::require(in == 0 || in == channels, "network: a layer takes {} channels but is given {}",
                  in, channels);
    if (in != 0) channels = nn::output_channels(layer);
    begins_.push_back(count);
    count += weight_count(layer) + bias_count(layer);
    base::require(count <= kMaxParameters, "network: more than {} parameters", kMaxParameters);
  }
  parameters_.resize(count);
}

int Network::input_channels() const { return nn::input_channels(layers_.front()); }

int Network::output_channels() const {
  int channels = 0;
  for (const Layer& layer : layers_) {
    if (const int out = nn::output_channels(layer)) channels = out;
  }
  return channels;
}

std::int64_t Network::forward_multiply_adds() const {
  std::int64_t count = 0;
  for (const Layer& layer : layers_) count += static_cast<std::int64_t>(weight_count(layer));
  return count;
}

std::int64_t Network::training_multiply_adds() const {
  return 3 * forward_multiply_adds() - static_cast<std::int64_t>(weight_count(layers_.front()));
}

}  // namespace nn
