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

nn::Network window_form(const nn::Network& network) {
  std::vector<nn::Layer> layers;
  for (const nn::Layer& layer : network.layers()) {
    if (nn::fan_in(layer) == 0) {
      layers.push_back(layer);
      continue;
    }
    const int side = layers.empty() ? 3 : 1;
    base::require(nn::kernel_side(layer) == side && (side == 1 || nn::input_channels(layer) == 1),
                  "network: not a 3x3 convolution from one channel and 1x1 convolutions after it");
    layers.emplace_back(nn::Dense{nn::fan_in(layer), nn::output_channels(layer)});
  }
  nn::Network dense(std::move(layers));
  std::ranges::copy(network.parameters(), dense.parameters().begin());
  return dense;
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
