#include "studies/task/window_network.h"

#include <algorithm>

#include "base/check.h"
#include "nn/lane_sums.h"
#include "nn/pointwise.h"
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
    return convolution && convolution->kernel == side;
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
      weights_(first_.view().shape.channels, second_.view().shape.channels, 1),
      turned_weights_(second_.view().shape.channels, first_.view().shape.channels, 1),
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
  weights_.pack(network.weights(kSecond).data());
  nn::pointwise(first_.view(), weights_, {.biases = network.biases(kSecond).data(), .relu = true},
                second_.view());
  constexpr int kBlock = 8;
  const float* weights = network.weights(kLast).data();
  for (int v = 0; v < kVectors; v += kBlock) {
    Lanes sum[kBlock];
    for (Lanes& s : sum) s = Lanes{} + network.biases(kLast)[0];
    for (int c = 0; c < second_.view().shape.channels; ++c) {
      const Lanes* hidden = second_.view().lanes(c) + v;
      for (int i = 0; i < kBlock; ++i) sum[i] += weights[c] * hidden[i];
    }
    std::copy_n(sum, kBlock, logits_.view().lanes(0) + v);
  }
}

void WindowNetwork::backward(const nn::Network& network) {
  const auto lanes_of = [&](std::size_t begin) { return gradient_lanes_.data() + begin; };
  Lanes* second_biases = lanes_of(network.biases_begin(kSecond));
  Lanes* last_weights = lanes_of(network.weights_begin(kLast));
  const Lanes* slopes = logits_slopes_.view().lanes(0);
  const int first_channels = first_.view().shape.channels,
            second_channels = second_.view().shape.channels;
  for (int c = 0; c < second_channels; ++c) {
    const Lanes* hidden = second_.view().lanes(c);
    Lanes* sum_slopes = second_slopes_.view().lanes(c);
    const float weight = network.weights(kLast)[static_cast<std::size_t>(c)];
    Lanes bias_sum = {}, weight_sum = {};
    for (int v = 0; v < kVectors; ++v) {
      sum_slopes[v] = hidden[v] > 0 ? weight * slopes[v] : Lanes{};
      bias_sum += sum_slopes[v];
      weight_sum += slopes[v] * hidden[v];
    }
    second_biases[c] = bias_sum;
    last_weights[c] = weight_sum;
  }
  Lanes last_bias = {};
  for (int v = 0; v < kVectors; ++v) last_bias += slopes[v];
  *lanes_of(network.biases_begin(kLast)) = last_bias;

  Lanes* second_weights = lanes_of(network.weights_begin(kSecond));
  std::fill_n(second_weights, network.weights(kSecond).size(), Lanes{});
  nn::pointwise_weight_gradient(first_.view(), second_slopes_.view(), second_weights);

  turned_weights_.pack_turned(network.weights(kSecond).data());
  nn::pointwise(second_slopes_.view(), turned_weights_, {.mask = &first_.view()},
                first_slopes_.view());
  for (int c = 0; c < first_channels; ++c) {
    filter_gradient(first_slopes_.view().lanes(c),
                    lanes_of(network.weights_begin(kFirst)) + c * kCells,
                    lanes_of(network.biases_begin(kFirst)) + c);
  }
  nn::sum_lanes(gradient_lanes_, gradient_);
}

}  // namespace task
