#include "nn/layer.h"

#include "base/check.h"

namespace nn {
namespace {

template <class OfDense, class OfConv2d>
int of_linear(const Layer& layer, OfDense of_dense, OfConv2d of_conv2d) {
  if (const auto* dense = std::get_if<Dense>(&layer)) return of_dense(*dense);
  if (const auto* conv = std::get_if<Conv2d>(&layer)) return of_conv2d(*conv);
  return 0;
}

}  // namespace

int input_channels(const Layer& layer) {
  const auto in = [](const auto& linear) { return linear.in; };
  return of_linear(layer, in, in);
}

int output_channels(const Layer& layer) {
  const auto out = [](const auto& linear) { return linear.out; };
  return of_linear(layer, out, out);
}

int kernel_side(const Layer& layer) {
  const auto* conv = std::get_if<Conv2d>(&layer);
  return conv ? conv->kernel : 1;
}

int fan_in(const Layer& layer) {
  return input_channels(layer) * kernel_side(layer) * kernel_side(layer);
}

std::size_t bias_count(const Layer& layer) {
  return static_cast<std::size_t>(output_channels(layer));
}

std::size_t weight_count(const Layer& layer) {
  return bias_count(layer) * static_cast<std::size_t>(fan_in(layer));
}

void check_layer(const Layer& layer) {
  if (std::holds_alternative<Relu>(layer)) return;
  const int in = input_channels(layer), out = output_channels(layer);
  constexpr int kMaxChannels = 1 << 16;
  base::require(in >= 1 && in <= kMaxChannels && out >= 1 && out <= kMaxChannels,
                "layer from {} to {} channels: needs 1 to {} of each", in, out, kMaxChannels);
  const int kernel = kernel_side(layer);
  base::require(kernel == 1 || kernel == 3, "convolution kernel {}: needs 1 or 3", kernel);
}

}  // namespace nn
