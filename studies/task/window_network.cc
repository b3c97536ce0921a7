#include "studies/task/window_network.h"

#include <algorithm>

#include "base/check.h"
#include "nn/pointwise.h"
#include "nn/sum_lanes.h"
#include "studies/task/window_form.h"

namespace task {
namespace {

using nn::Lanes;

// Indices of the linear layers.
constexpr std::size_t kFirst = 0, kSecond = 2, kLast = 4;

constexpr int kCells = 9;
// A window's cells 0 .. 3 are the bits of its lane, 4 .. 8 those of its vector.
constexpr int kLaneCells = 4;
constexpr int kVectors = kWindows / nn::kLanes;
static_assert(nn::kLanes == 1 << kLaneCells);

const nn::Network& checked(const nn::Network& network) {
  base::require(
      is_window_network(network),
      "network: not a 3x3 convolution from one channel, ReLU, a 1x1 convolution, ReLU and "
      "a 1x1 convolution to one channel");
  return network;
}

// Rows of one vector, so that planes do not begin a power of two apart.
nn::Planes planes(int channels) {
  return nn::Planes({channels, kVectors, nn::kLanes, nn::RowOrder::plain});
}

// All ones in the lanes whose windows have cell `cell` (below kLaneCells) alive.
auto lanes_with(int cell) {
  using Ints [[gnu::vector_size(sizeof(Lanes))]] = std::int32_t;
  constexpr Ints kLane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  return (kLane & (1 << cell)) != 0;
}

// The ReLU of bias + sum of the weights of living cells.
void filter_windows(const float* weights, float bias, Lanes* activations) {
  Lanes sums[kVectors];
  sums[0] = Lanes{} + bias;
  for (int cell = 0; cell < kLaneCells; ++cell) {
    sums[0] += lanes_with(cell) ? Lanes{} + weights[cell] : Lanes{};
  }
#pragma GCC unroll 5
  for (int cell = kLaneCells; cell < kCells; ++cell) {
    const int half = 1 << (cell - kLaneCells);
#pragma GCC unroll 16
    for (int v = 0; v < half; ++v) sums[half + v] = sums[v] + weights[cell];
  }
  for (int v = 0; v < kVectors; ++v) activations[v] = sums[v] < 0 ? Lanes{} : sums[v];
}

// The gradient of a filter's nine weights and, at `bias`, of its bias, in partial sums.
void filter_gradient(const Lanes* slopes, Lanes* weights, Lanes* bias) {
  Lanes sums[kVectors];
  std::copy_n(slopes, kVectors, sums);
#pragma GCC unroll 5
  for (int cell = kCells - 1; cell >= kLaneCells; --cell) {
    const int half = 1 << (cell - kLaneCells);
    Lanes alive = sums[half];
    sums[0] += sums[half];
#pragma GCC unroll 16
    for (int v = 1; v < half; ++v) {
      alive += sums[half + v];
      sums[v] += sums[half + v];
    }
    weights[cell] = alive;
  }
  for (int cell = 0; cell < kLaneCells; ++cell) {
    weights[cell] = lanes_with(cell) ? sums[0] : Lanes{};
  }
  *bias = sums[0];
}

}  // namespace

bool is_window_network(const nn::Network& network) {
  const auto layers = network.layers();
  const auto is_relu = [&](std::size_t layer) {
    return std::holds_alternative<nn::Relu>(layers[layer]);
  };
  const auto is_convolution = [&](std::size_t layer, int side) {
    const auto* convolution = std::get_if<nn::Conv2d>(&layers[layer]);
    return convolution && convolution->kernel == side && nn::shrinkage(layers[layer]) == 0;
  };
  return layers.size() == kLast + 1 && is_convolution(kFirst, 3) && is_relu(1) &&
         is_convolution(kSecond, 1) && is_relu(3) && is_convolution(kLast, 1) &&
         network.input_channels() == 1 && network.output_channels() == 1;
}

WindowNetwork::WindowNetwork(const nn::Network& network)
    : first_(planes(nn::output_channels(checked(network).layers()[kFirst]))),
      second_(planes(nn::output_channels(network.layers()[kSecond]))),
      logits_(planes(1)),
      first_slopes_(planes(first_.view().shape.channels)),
      second_slopes_(planes(second_.view().shape.channels)),
      logits_slopes_(planes(1)),
      second_weights_(first_.view().shape.channels, second_.view().shape.channels, 1),
      turned_second_weights_(second_.view().shape.channels, first_.view().shape.channels, 1),
      last_weights_(second_.view().shape.channels, 1, 1),
      turned_last_weights_(1, second_.view().shape.channels, 1),
      gradient_lanes_(network.parameters().size()),
      gradient_(network.parameters().size()) {}

std::span<const float> WindowNetwork::logits() const { return {logits_.view().origin, kWindows}; }

std::span<float> WindowNetwork::logits_gradient() {
  return {logits_slopes_.view().origin, kWindows};
}

void WindowNetwork::forward(const nn::Network& network) {
  const float* filters = network.weights(kFirst).data();
  for (int c = 0; c < first_.view().shape.channels; ++c) {
    filter_windows(filters + c * kCells, network.biases(kFirst)[static_cast<std::size_t>(c)],
                   first_.view().lanes(c));
  }
  second_weights_.pack(network.weights(kSecond).data());
  nn::pointwise(first_.view(), second_weights_,
                {.biases = network.biases(kSecond).data(), .relu = true}, second_.view());
  last_weights_.pack(network.weights(kLast).data());
  nn::pointwise(second_.view(), last_weights_, {.biases = network.biases(kLast).data()},
                logits_.view());
}

void WindowNetwork::backward(const nn::Network& network) {
  std::ranges::fill(gradient_lanes_, Lanes{});
  pass_back(network, kLast, second_, logits_slopes_, turned_last_weights_, second_slopes_);
  pass_back(network, kSecond, first_, second_slopes_, turned_second_weights_, first_slopes_);
  Lanes* weights = &gradient_lanes_[network.weights_begin(kFirst)];
  Lanes* biases = &gradient_lanes_[network.biases_begin(kFirst)];
  for (int c = 0; c < first_.view().shape.channels; ++c) {
    filter_gradient(first_slopes_.view().lanes(c), weights + c * kCells, biases + c);
  }
  nn::sum_all_lanes(gradient_lanes_, gradient_);
}

void WindowNetwork::pass_back(const nn::Network& network, std::size_t layer, const nn::Planes& in,
                              const nn::Planes& out_slopes, nn::PackedWeights& turned_weights,
                              const nn::Planes& in_slopes) {
  const float* weights = network.weights(layer).data();
  turned_weights.pack_turned(weights);
  nn::pointwise_backward({.in = in.view(),
                          .out_gradient = out_slopes.view(),
                          .weights = weights,
                          .turned_weights = turned_weights,
                          .mask_input = true,
                          .in_gradient = &in_slopes.view(),
                          .weight_lanes = &gradient_lanes_[network.weights_begin(layer)],
                          .bias_lanes = &gradient_lanes_[network.biases_begin(layer)]});
}

}  // namespace task
