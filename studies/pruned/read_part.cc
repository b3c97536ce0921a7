#include "studies/pruned/read_part.h"

#include <numeric>
#include <variant>

namespace pruned {
namespace {

using Channels = std::vector<std::size_t>;

Channels all(int count) {
  Channels channels(static_cast<std::size_t>(count));
  std::iota(channels.begin(), channels.end(), std::size_t{0});
  return channels;
}

// Where the weights lie by which `out` reads `in`, the first and how many.
struct Kernel {
  std::size_t begin, size;
};

Kernel kernel(const nn::Network& network, std::size_t layer, std::size_t in, std::size_t out) {
  const auto& convolution = std::get<nn::Conv2d>(network.layers()[layer]);
  const auto size = static_cast<std::size_t>(convolution.kernel * convolution.kernel);
  const auto inputs = static_cast<std::size_t>(convolution.in);
  return {network.weights_begin(layer) + (out * inputs + in) * size, size};
}

bool is_read(const nn::Network& network, const nn::Mask& mask, std::size_t layer, std::size_t in,
             const Channels& outputs) {
  for (const std::size_t out : outputs) {
    const auto [begin, size] = kernel(network, layer, in, out);
    for (std::size_t i = begin; i < begin + size; ++i) {
      if (mask.is_live(i)) return true;
    }
  }
  return false;
}

// Of the input of each layer, and of the output.
std::vector<Channels> read_channels(const nn::Network& network, const nn::Mask& mask) {
  const auto layers = network.layers();
  std::vector<Channels> read(layers.size() + 1);
  read.back() = all(network.output_channels());
  for (std::size_t k = layers.size(); k-- > 0;) {
    if (!nn::is_linear(layers[k])) {
      read[k] = read[k + 1];
      continue;
    }
    for (const std::size_t in : all(nn::input_channels(layers[k]))) {
      if (is_read(network, mask, k, in, read[k + 1])) read[k].push_back(in);
    }
    if (read[k].empty()) read[k] = {0};
  }
  read.front() = all(network.input_channels());
  return read;
}

std::vector<std::size_t> places(const nn::Network& network, const std::vector<Channels>& read) {
  std::vector<std::size_t> places;
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    if (!nn::is_linear(network.layers()[k])) continue;
    for (const std::size_t out : read[k + 1]) {
      for (const std::size_t in : read[k]) {
        const auto [begin, size] = kernel(network, k, in, out);
        for (std::size_t i = begin; i < begin + size; ++i) places.push_back(i);
      }
    }
    for (const std::size_t out : read[k + 1]) places.push_back(network.biases_begin(k) + out);
  }
  return places;
}

nn::Network narrowed(const nn::Network& network, const std::vector<Channels>& read) {
  std::vector<nn::Layer> layers(network.layers().begin(), network.layers().end());
  for (std::size_t k = 0; k < layers.size(); ++k) {
    if (auto* convolution = std::get_if<nn::Conv2d>(&layers[k])) {
      convolution->in = static_cast<int>(read[k].size());
      convolution->out = static_cast<int>(read[k + 1].size());
    }
  }
  return nn::Network(std::move(layers));
}

}  // namespace

ReadPart::ReadPart(const nn::Network& whole, const nn::Mask& mask)
    : places_(places(whole, read_channels(whole, mask))),
      network_(narrowed(whole, read_channels(whole, mask))) {
  for (std::size_t i = 0; i < places_.size(); ++i) {
    network_.parameters()[i] = whole.parameters()[places_[i]];
    mask_.push_back(mask.values()[places_[i]]);
  }
}

void ReadPart::copy_to(nn::Network& whole) const {
  for (std::size_t i = 0; i < places_.size(); ++i) {
    whole.parameters()[places_[i]] = network_.parameters()[i];
  }
}

}  // namespace pruned
