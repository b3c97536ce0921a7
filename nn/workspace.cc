#include "nn/workspace.h"

#include <algorithm>
#include <cassert>

#include "base/check.h"
#include "nn/convolution.h"
#include "nn/pointwise.h"

namespace nn {
namespace {

bool reads_halo(const Layer& layer) { return kernel_side(layer) == 3; }
bool is_relu(const Layer& layer) { return std::holds_alternative<Relu>(layer); }

template <class OfLanes>
void for_all_lanes(const PlanesView& planes, OfLanes of_lanes) {
  for (int channel = 0; channel < planes.channels; ++channel) {
    for (int y = 0; y < planes.height; ++y) {
      float* row = planes.row(channel, y);
      for (int v = 0; v < planes.vectors; ++v) {
        of_lanes(*reinterpret_cast<Lanes*>(row + v * kLanes), channel, y, v);
      }
    }
  }
}

// NaN stays NaN, so that a diverged network shows.
void relu_forward(const PlanesView& planes) {
  for_all_lanes(planes, [](Lanes& x, int, int, int) { x = x < 0 ? Lanes{} : x; });
}

// The activation after a ReLU is positive exactly where its input was.
void relu_backward(const PlanesView& activation, const PlanesView& gradient) {
  for_all_lanes(gradient, [&](Lanes& slope, int channel, int y, int v) {
    const Lanes x = *reinterpret_cast<const Lanes*>(activation.row(channel, y) + v * kLanes);
    slope = x > 0 ? slope : Lanes{};
  });
}

}  // namespace

Workspace::Workspace(const Network& network, int height, int width) {
  const auto layers = network.layers();
  std::vector<const Layer*> linear;
  for (const Layer& layer : layers) {
    if (!is_relu(layer)) linear.push_back(&layer);
  }
  activations_.emplace_back(network.input_channels(), height, width, reads_halo(*linear.front()));
  std::size_t most_weights = 0;
  for (std::size_t k = 0; k < linear.size(); ++k) {
    const int channels = output_channels(*linear[k]);
    const bool next_reads_halo = k + 1 < linear.size() && reads_halo(*linear[k + 1]);
    activations_.emplace_back(channels, height, width, next_reads_halo);
    gradients_.emplace_back(channels, height, width, reads_halo(*linear[k]));
    most_weights = std::max(most_weights, weight_count(*linear[k]));
  }
  base::require(!reads_halo(*linear.back()),
                "network: needs a dense layer or a 1x1 convolution last");
  gradient_lanes_.resize(network.parameters().size());
  gradient_.resize(network.parameters().size());
  turned_weights_.resize(most_weights);
}

std::span<const float> Workspace::logits() const {
  const PlanesView& view = output();
  assert(view.channels == 1);
  return {view.origin, static_cast<std::size_t>(view.height * row_pitch())};
}

std::span<float> Workspace::logits_gradient() {
  const PlanesView& view = gradients_.back().view();
  return {view.origin, static_cast<std::size_t>(view.height * row_pitch())};
}

void Workspace::forward(const Network& network) {
  const auto layers = network.layers();
  std::size_t at = 0;
  for (std::size_t k = 0; k < layers.size(); ++k) {
    if (is_relu(layers[k])) {
      relu_forward(activations_[at].view());
      continue;
    }
    Planes& in = activations_[at];
    const PlanesView& out = activations_[++at].view();
    const float* weights = network.weights(k).data();
    const float* biases = network.biases(k).data();
    if (reads_halo(layers[k])) {
      in.fill_halo(std::get<Conv2d>(layers[k]).padding);
      convolution_forward(in.view(), weights, biases, out);
    } else {
      pointwise_forward(in.view(), weights, biases, out);
    }
  }
}

void Workspace::backward(const Network& network) {
  const auto layers = network.layers();
  std::size_t at = activations_.size() - 1;
  for (std::size_t k = layers.size(); k-- > 0;) {
    if (is_relu(layers[k])) {
      relu_backward(activations_[at].view(), gradients_[at - 1].view());
      continue;
    }
    Planes& slope = gradients_[at - 1];
    const PlanesView& in = activations_[--at].view();
    Lanes* weight_lanes = gradient_lanes_.data() + network.weights_begin(k);
    bias_gradient(slope.view(), gradient_lanes_.data() + network.biases_begin(k));
    const bool wide = reads_halo(layers[k]);
    (wide ? convolution_weight_gradient : pointwise_weight_gradient)(in, slope.view(),
                                                                     weight_lanes);
    if (at == 0) break;
    turn_weights(network.weights(k).data(), in.channels, slope.view().channels,
                 kernel_side(layers[k]), turned_weights_);
    Planes& in_slope = gradients_[at - 1];
    if (wide) {
      slope.fill_halo(std::get<Conv2d>(layers[k]).padding);
      convolution_forward(slope.view(), turned_weights_.data(), nullptr, in_slope.view());
    } else {
      pointwise_forward(slope.view(), turned_weights_.data(), nullptr, in_slope.view());
    }
    in_slope.clear_tail();
  }
}

void Workspace::clear_gradient() {
  std::fill(gradient_lanes_.begin(), gradient_lanes_.end(), Lanes{});
}

std::span<const float> Workspace::gradient() {
  for (std::size_t i = 0; i < gradient_.size(); ++i) {
    // Halves, quarters, ...: a fixed order of additions, the same for every parameter.
    Lanes sum = gradient_lanes_[i];
    float partial[kLanes];
    for (int lane = 0; lane < kLanes; ++lane) partial[lane] = sum[lane];
    for (int half = kLanes / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half; ++lane) partial[lane] += partial[lane + half];
    }
    gradient_[i] = partial[0];
  }
  return gradient_;
}

}  // namespace nn
