#include "nn/reference.h"

#include <algorithm>
#include <cmath>

namespace nn {
namespace {

using Values = std::vector<double>;

// One linear layer on planes of height x width; a dense layer is a 1x1 convolution here.
struct Linear {
  int in, out, kernel;
  bool circular;
  int height, width;
  std::span<const double> weights, biases;

  // Calls body(weight index, input index, output index) for every product of the convolution.
  template <class Body>
  void for_each_product(Body body) const {
    const int reach = kernel / 2;
    for (int o = 0; o < out; ++o) {
      for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
          for (int i = 0; i < in; ++i) {
            for (int r = 0; r < kernel; ++r) {
              for (int c = 0; c < kernel; ++c) {
                int source_y = y + r - reach, source_x = x + c - reach;
                if (circular) {
                  source_y = (source_y + height) % height;
                  source_x = (source_x + width) % width;
                } else if (source_y < 0 || source_y >= height || source_x < 0 ||
                           source_x >= width) {
                  continue;
                }
                body(((o * in + i) * kernel + r) * kernel + c,
                     (i * height + source_y) * width + source_x, (o * height + y) * width + x);
              }
            }
          }
        }
      }
    }
  }

  Values forward(const Values& input) const {
    Values output;
    for (int o = 0; o < out; ++o) output.insert(output.end(), positions(), biases[index(o)]);
    for_each_product(
        [&](int w, int i, int o) { output[index(o)] += weights[index(w)] * input[index(i)]; });
    return output;
  }

  Values backward(const Values& input, const Values& slope, double* weight_gradient,
                  double* bias_gradient) const {
    Values input_slope(input.size());
    for_each_product([&](int w, int i, int o) {
      weight_gradient[w] += slope[index(o)] * input[index(i)];
      input_slope[index(i)] += slope[index(o)] * weights[index(w)];
    });
    for (std::size_t o = 0; o < slope.size(); ++o) bias_gradient[o / positions()] += slope[o];
    return input_slope;
  }

  std::size_t positions() const { return index(height * width); }
  static std::size_t index(int i) { return static_cast<std::size_t>(i); }
};

}  // namespace

ReferencePass reference_pass(const Network& network, std::span<const double> parameters, int height,
                             int width, std::span<const double> input,
                             std::span<const double> targets, std::span<const double> weights) {
  const auto layers = network.layers();
  const auto linear = [&](std::size_t k) {
    const Layer& layer = layers[k];
    const auto* conv = std::get_if<Conv2d>(&layer);
    return Linear{input_channels(layer),
                  output_channels(layer),
                  kernel_side(layer),
                  conv && conv->padding == Padding::circular,
                  height,
                  width,
                  parameters.subspan(network.weights_begin(k), weight_count(layer)),
                  parameters.subspan(network.biases_begin(k), bias_count(layer))};
  };

  std::vector<Values> activations{Values(input.begin(), input.end())};
  for (std::size_t k = 0; k < layers.size(); ++k) {
    Values next = activations.back();
    if (std::holds_alternative<Relu>(layers[k])) {
      for (double& x : next) x = std::max(x, 0.0);
    } else {
      next = linear(k).forward(next);
    }
    activations.push_back(std::move(next));
  }

  ReferencePass pass{0, activations.back(), Values(parameters.size())};
  Values slope(pass.logits.size());
  for (std::size_t i = 0; i < slope.size(); ++i) {
    const double z = pass.logits[i];
    pass.loss +=
        weights[i] * (std::max(z, 0.0) - z * targets[i] + std::log1p(std::exp(-std::abs(z))));
    slope[i] = weights[i] * (1 / (1 + std::exp(-z)) - targets[i]);
  }
  for (std::size_t k = layers.size(); k-- > 0;) {
    if (std::holds_alternative<Relu>(layers[k])) {
      for (std::size_t i = 0; i < slope.size(); ++i) slope[i] *= activations[k][i] > 0 ? 1 : 0;
    } else {
      slope = linear(k).backward(activations[k], slope, &pass.gradient[network.weights_begin(k)],
                                 &pass.gradient[network.biases_begin(k)]);
    }
  }
  return pass;
}

}  // namespace nn
