#include "studies/task/dense_windows.h"

#include <algorithm>

#include "base/check.h"
#include "studies/task/window_form.h"

namespace task {
namespace {

// Of a network without skips: whether window_form() takes it is for its linear layers to say.
bool is_window_layer(const nn::Layer& layer, bool first) {
  if (std::holds_alternative<nn::Skip>(layer)) return false;
  if (!nn::is_linear(layer)) return true;
  if (!first) return nn::kernel_side(layer) == 1;
  const bool sees_window = nn::kernel_side(layer) == 3 || std::holds_alternative<nn::Dense>(layer);
  return sees_window && nn::shrinkage(layer) == 0 && nn::fan_in(layer) == 9;
}

const nn::Network& checked(const nn::Network& network) {
  base::require(has_window_form(network),
                "network: not a 3x3 convolution from one channel, or a dense layer from nine "
                "cells, 1x1 layers and activations, down to one channel");
  return network;
}

}  // namespace

bool has_window_form(const nn::Network& network) {
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    if (network.tied_to(k) || !is_window_layer(network.layers()[k], k == 0)) return false;
  }
  return network.output_channels() == 1;
}

DenseWindows::DenseWindows(const nn::Network& network)
    : workspace_(window_form(checked(network)), 1, kWindows),
      gradient_(network.parameters().size()) {
  for (int cell = 0; cell < 9; ++cell) {
    float* samples = workspace_.input().row(cell, 0);
    for (int window = 0; window < kWindows; ++window) {
      samples[window] = static_cast<float>(window >> cell & 1);
    }
  }
}

void DenseWindows::forward(const nn::Network& network) {
  workspace_.load(network);
  workspace_.forward();
}

void DenseWindows::backward(const nn::Network&) {
  workspace_.backward();
  std::ranges::copy(workspace_.gradient(), gradient_.begin());
}

}  // namespace task
