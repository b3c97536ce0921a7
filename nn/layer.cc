#include "nn/layer.h"

#include <cmath>

#include "base/check.h"

namespace nn {
namespace {

constexpr int kMaxChannels = 1 << 16;
constexpr int kMaxKernel = 15;

template <class OfLinear, class OfChannels>
int channels_of(const Layer& layer, OfLinear of_linear, OfChannels of_channels) {
  if (const auto* dense = std::get_if<Dense>(&layer)) return of_linear(*dense);
  if (const auto* conv = std::get_if<Conv2d>(&layer)) return of_linear(*conv);
  if (const auto* prelu = std::get_if<Prelu>(&layer)) return of_channels(*prelu);
  if (const auto* quadratic = std::get_if<Quadratic>(&layer)) return of_channels(*quadratic);
  return 0;
}

}  // namespace

bool is_linear(const Layer& layer) {
  return std::holds_alternative<Dense>(layer) || std::holds_alternative<Conv2d>(layer);
}

int input_channels(const Layer& layer) {
  return channels_of(
      layer, [](const auto& linear) { return linear.in; },
      [](const auto& each) { return each.channels; });
}

int output_channels(const Layer& layer) {
  return channels_of(
      layer, [](const auto& linear) { return linear.out; },
      [](const auto& each) { return each.channels; });
}

int kernel_side(const Layer& layer) {
  const auto* conv = std::get_if<Conv2d>(&layer);
  return conv ? conv->kernel : 1;
}

int shrinkage(const Layer& layer) {
  const auto* conv = std::get_if<Conv2d>(&layer);
  return conv && conv->padding == Padding::valid ? conv->kernel - 1 : 0;
}

int fan_in(const Layer& layer) {
  return is_linear(layer) ? input_channels(layer) * kernel_side(layer) * kernel_side(layer) : 0;
}

std::size_t bias_count(const Layer& layer) {
  return is_linear(layer) ? static_cast<std::size_t>(output_channels(layer)) : 0;
}

std::size_t weight_count(const Layer& layer) {
  const auto channels = static_cast<std::size_t>(output_channels(layer));
  if (std::holds_alternative<Prelu>(layer)) return channels;
  if (std::holds_alternative<Quadratic>(layer)) return 3 * channels;
  return channels * static_cast<std::size_t>(fan_in(layer));
}

void check_layer(const Layer& layer) {
  if (const auto* leaky = std::get_if<LeakyRelu>(&layer)) {
    base::require(std::isfinite(leaky->slope), "leaky ReLU of slope {}: needs a finite number",
                  leaky->slope);
  }
  if (const auto* shift = std::get_if<Shift>(&layer)) {
    base::require(std::isfinite(shift->by), "shift by {}: needs a finite number", shift->by);
  }
  const bool has_channels = is_linear(layer) || std::holds_alternative<Prelu>(layer) ||
                            std::holds_alternative<Quadratic>(layer);
  if (!has_channels) return;
  const int in = input_channels(layer), out = output_channels(layer);
  base::require(in >= 1 && in <= kMaxChannels && out >= 1 && out <= kMaxChannels,
                "layer from {} to {} channels: needs 1 to {} of each", in, out, kMaxChannels);
  const int kernel = kernel_side(layer);
  base::require(kernel >= 1 && kernel <= kMaxKernel && kernel % 2 == 1,
                "convolution kernel {}: needs an odd number from 1 to {}", kernel, kMaxKernel);
}

}  // namespace nn
