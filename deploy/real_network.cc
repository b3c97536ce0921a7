#include "deploy/real_network.h"

#include "base/check.h"
#include "studies/task/window_form.h"

namespace deploy {
namespace {

// Places of a 3x3 window; weights come row after row, and inputs are wanted column after column.
constexpr std::size_t kPlaces = 9;
constexpr std::size_t place_of(std::size_t tap) {
  return static_cast<std::size_t>(
      task::window_bit(static_cast<int>(tap) / 3, static_cast<int>(tap) % 3));
}

// Weights of a convolution (out, in, row, column) by output, place and channel.
std::vector<double> by_place(std::span<const float> weights, std::size_t channels) {
  std::vector<double> ordered(weights.size());
  const std::size_t inputs = kPlaces * channels;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const std::size_t output = k / inputs, channel = k % inputs / kPlaces;
    ordered[output * inputs + place_of(k % kPlaces) * channels + channel] = double{weights[k]};
  }
  return ordered;
}

// The channels that layer `k` reads at each of nine places, or 0 if it reads one place.
std::size_t window_channels(const nn::Network& network, std::size_t k) {
  const nn::Layer& layer = network.layers()[k];
  if (k == 0 && std::holds_alternative<nn::Dense>(layer)) {
    base::require(nn::fan_in(layer) == 9, "layer 0: {} inputs, needs the nine cells of a window",
                  nn::fan_in(layer));
    return 1;
  }
  const int side = nn::kernel_side(layer);
  base::require(side == 1 || side == 3, "layer {}: a {}x{} kernel, needs 1x1 or 3x3", k, side,
                side);
  return side == 3 ? static_cast<std::size_t>(nn::input_channels(layer)) : 0;
}

void check_form(const RealNetwork& real, std::size_t windows) {
  base::require(!real.layers.empty() && real.layers[0].inputs == 9 && windows >= 1,
                "layer 0: needs a 3x3 convolution from one channel, or a dense layer from 9");
  base::require(real.layers.back().outputs == 1, "network: {} outputs, needs one",
                real.layers.back().outputs);
}

}  // namespace

RealNetwork real_network(const nn::Network& network) {
  RealNetwork real;
  std::size_t windows = 0;
  const std::size_t count = network.layers().size();
  for (std::size_t k = 0; k < count; ++k) {
    const nn::Layer& layer = network.layers()[k];
    // Linear layers and ReLUs take turns.
    const bool linear_due = k % 2 == 0;
    base::require(linear_due ? nn::is_linear(layer) : std::holds_alternative<nn::Relu>(layer),
                  "layer {}: needs {}", k,
                  linear_due ? "a convolution or a dense layer" : "a ReLU");
    if (!linear_due) continue;
    const std::size_t channels = window_channels(network, k);
    if (channels > 0) {
      base::require(++windows <= 2, "layer {}: a third 3x3 convolution, needs one or two", k);
      base::require(windows == 1 || std::holds_alternative<nn::Conv2d>(network.layers()[0]),
                    "layer {}: a 3x3 convolution behind a dense layer", k);
      if (windows == 2) real.second = real.layers.size();
    }
    const auto weights = network.weights(k);
    const auto biases = network.biases(k);
    real.layers.push_back({nn::fan_in(layer),
                           nn::output_channels(layer),
                           channels > 0 ? by_place(weights, channels)
                                        : std::vector<double>(weights.begin(), weights.end()),
                           {biases.begin(), biases.end()}});
  }
  check_form(real, windows);
  return real;
}

}  // namespace deploy
