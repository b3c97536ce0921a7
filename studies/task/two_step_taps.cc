#include "studies/task/two_step_taps.h"

#include "base/check.h"
#include "nn/workspace.h"
#include "studies/task/window_form.h"

namespace task {
namespace {

using nn::Lanes;

// Lane `index` of all vectors in a row.
float& lane(std::vector<Lanes>& table, std::size_t index) {
  return reinterpret_cast<float*>(table.data())[index];
}

}  // namespace

std::size_t second_convolution(const nn::Network& network) {
  std::size_t found = 0, count = 0;
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    if (nn::kernel_side(network.layers()[k]) == 1) continue;
    base::require(
        nn::kernel_side(network.layers()[k]) == 3 && nn::shrinkage(network.layers()[k]) == 0,
        "network: layer {}: a convolution must be 3x3 with its input's size, or 1x1", k);
    found = k;
    ++count;
  }
  base::require(count == 2 && nn::kernel_side(network.layers()[0]) == 3,
                "network: needs two 3x3 convolutions, one of them first, for two steps");
  return found;
}

TwoStepTaps::TwoStepTaps(const nn::Network& network) {
  const std::size_t second = second_convolution(network);
  const nn::Network block = window_form(network, second);
  nn::Workspace windows(block, 1, kWindows);
  fill_windows(windows.input());
  windows.forward();

  const auto in = static_cast<std::size_t>(nn::input_channels(network.layers()[second]));
  channels_ = static_cast<std::size_t>(nn::output_channels(network.layers()[second]));
  biases_.resize((channels_ + nn::kLanes - 1) / nn::kLanes);
  for (std::size_t o = 0; o < channels_; ++o) lane(biases_, o) = network.biases(second)[o];
  std::vector<Lanes> weights(9 * in * vectors());  // by kernel position, input channel, vector
  for (std::size_t w = 0; w < network.weights(second).size(); ++w) {
    const std::size_t o = w / 9 / in, i = w / 9 % in, position = w % 9;
    lane(weights, (position * in + i) * vectors() * nn::kLanes + o) = network.weights(second)[w];
  }
  table_.resize(9 * kWindows * vectors());
  for (std::size_t at = 0; at < table_.size(); ++at) {
    const std::size_t position = at / vectors() / kWindows, window = at / vectors() % kWindows;
    const Lanes* weight = &weights[position * in * vectors() + at % vectors()];
    for (std::size_t i = 0; i < in; ++i) {
      table_[at] += windows.output().row(static_cast<int>(i), 0)[window] * weight[i * vectors()];
    }
  }
}

}  // namespace task
