#include "studies/task/window_form.h"

#include <algorithm>
#include <bit>

#include "base/check.h"

namespace task {

bool alive_next(const life::Rule& rule, int window) {
  constexpr unsigned kCentre = 1U << window_bit(1, 1);
  const auto cells = static_cast<unsigned>(window);
  return rule.alive_next((cells & kCentre) != 0, std::popcount(cells & ~kCentre));
}

nn::Network window_form(const nn::Network& network, std::size_t layers) {
  std::vector<nn::Layer> dense;
  for (const nn::Layer& layer : network.layers().first(layers)) {
    if (nn::fan_in(layer) == 0) {
      dense.push_back(layer);
      continue;
    }
    const bool is_dense = std::holds_alternative<nn::Dense>(layer);
    const int side = dense.empty() && !is_dense ? 3 : 1;
    base::require(nn::kernel_side(layer) == side && (!dense.empty() || nn::fan_in(layer) == 9),
                  "network: not a 3x3 convolution from one channel, or a dense layer from nine "
                  "cells, and 1x1 convolutions after it");
    dense.emplace_back(nn::Dense{nn::fan_in(layer), nn::output_channels(layer)});
  }
  nn::Network form(std::move(dense));
  for (std::size_t k = 0; k < layers; ++k) {
    const auto parameters = form.parameters().subspan(form.weights_begin(k));
    std::ranges::copy(network.weights(k), parameters.begin());
    std::ranges::copy(network.biases(k), parameters.subspan(network.weights(k).size()).begin());
  }
  return form;
}

nn::Network window_form(const nn::Network& network) {
  return window_form(network, network.layers().size());
}

void fill_windows(const nn::PlanesView& input) {
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      float* samples = input.row(3 * row + column, 0);
      for (int window = 0; window < kWindows; ++window) {
        samples[window] = static_cast<float>(window >> window_bit(row, column) & 1);
      }
    }
  }
}

}  // namespace task
