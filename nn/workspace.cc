#include "nn/workspace.h"

#include <algorithm>
#include <cassert>

#include "base/check.h"
#include "nn/activation.h"
#include "nn/convolution.h"
#include "nn/gathered_convolution.h"
#include "nn/pointwise.h"
#include "nn/sum_lanes.h"

namespace nn {
namespace {

bool is_relu(const Layer& layer) { return std::holds_alternative<Relu>(layer); }

// Whether the kernels for 3x3 convolutions on rows in even_odd order can run it.
bool is_fast_convolution(const Layer& layer) {
  return kernel_side(layer) == 3 && shrinkage(layer) == 0;
}

RowOrder order_for(const Network& network, int width) {
  const auto layers = network.layers();
  const bool fast = std::ranges::any_of(layers, is_fast_convolution) &&
                    std::ranges::all_of(layers, [](const Layer& layer) {
                      return kernel_side(layer) == 1 || is_fast_convolution(layer);
                    });
  return fast && width == 2 * kLanes ? RowOrder::even_odd : RowOrder::plain;
}

bool is_skip_from(const Network& network, std::size_t layer) {
  return std::ranges::any_of(network.layers(), [&](const Layer& each) {
    const auto* skip = std::get_if<Skip>(&each);
    return skip != nullptr && static_cast<std::size_t>(skip->from) == layer;
  });
}

template <class OfLanes>
void for_all_lanes(const PlanesView& planes, OfLanes of_lanes) {
  for (int channel = 0; channel < planes.shape.channels; ++channel) {
    Lanes* lanes = planes.lanes(channel);
    for (int at = 0; at < planes.shape.plane_vectors(); ++at) of_lanes(lanes[at], channel, at);
  }
}

void add(const PlanesView& term, const PlanesView& sum) {
  for_all_lanes(sum, [&](Lanes& x, int channel, int at) { x += term.lanes(channel)[at]; });
}

}  // namespace

Workspace::Workspace(const Network& network, int height, int width, Convolutions convolutions)
    : order_(order_for(network, width)) {
  plan(network);
  allocate({network.input_channels(), height, width, order_});
  if (convolutions == Convolutions::fastest) {
    plan_bits();
    plan_winograd();
  }
  parameters_.resize(network.parameters().size());
  gradient_lanes_.resize(network.parameters().size());
  gradient_.resize(network.parameters().size());
  load(network);
}

void Workspace::plan(const Network& network) {
  const auto layers = network.layers();
  std::vector<std::size_t> value_entering;  // by layer
  for (std::size_t k = 0; k < layers.size(); ++k) {
    value_entering.push_back(steps_.size());
    steps_.push_back(plan_step(network, k));
    Step& step = steps_.back();
    if (step.kernel == Kernel::skip) {
      step.skip_from = value_entering[static_cast<std::size_t>(std::get<Skip>(layers[k]).from)];
      steps_[step.skip_from].skip_source = true;
    }
    const std::size_t next = k + 1;
    // A ReLU's slope is masked by the step after it, so the last layer's is a step of its own.
    if (is_linear(step.layer) && next + 1 < layers.size() && is_relu(layers[next]) &&
        !is_skip_from(network, next)) {
      step.relu = true;
      value_entering.push_back(steps_.size());
      ++k;
    }
  }
}

Workspace::Kernel Workspace::kernel_of(const Layer& layer) const {
  if (std::holds_alternative<Skip>(layer)) return Kernel::skip;
  if (!is_linear(layer)) return Kernel::activation;
  if (kernel_side(layer) == 1) return Kernel::pointwise;
  return order_ == RowOrder::even_odd ? Kernel::convolution : Kernel::gathered;
}

Workspace::Step Workspace::plan_step(const Network& network, std::size_t layer) const {
  const Layer& what = network.layers()[layer];
  Step step;
  step.layer = what;
  step.kernel = kernel_of(what);
  step.weights_begin = network.weights_begin(layer);
  step.biases_begin = network.biases_begin(layer);
  if (is_linear(what)) {
    // Gathered planes hold each tap in a channel of its own.
    const int side = kernel_side(what);
    const int taps = step.kernel == Kernel::convolution ? side * side : 1;
    const int in = fan_in(what) / taps, out = output_channels(what);
    step.weights = PackedWeights(in, out, taps);
    step.turned_weights = PackedWeights(out, in, taps);
  }
  return step;
}

void Workspace::allocate(const PlanesShape& input) {
  PlanesShape shape = input;
  values_.emplace_back(shape);
  std::size_t largest[2] = {0, 0}, largest_gathered = 0;
  for (std::size_t k = 0; k < steps_.size(); ++k) {
    const Layer& layer = steps_[k].layer;
    if (steps_[k].kernel == Kernel::gathered) {
      largest_gathered =
          std::max(largest_gathered, gathered_shape(std::get<Conv2d>(layer), shape).floats());
    }
    skip_slopes_.emplace_back(steps_[k].skip_source ? shape
                                                    : PlanesShape{1, 1, 1, RowOrder::plain});
    if (const int out = output_channels(layer)) shape.channels = out;
    shape.height -= shrinkage(layer);
    shape.width -= shrinkage(layer);
    values_.emplace_back(shape);
    largest[(k + 1) % 2] = std::max(largest[(k + 1) % 2], shape.floats());
  }
  largest[0] = std::max(largest[0], input.floats());
  for (std::size_t i = 0; i < 2; ++i) slopes_[i].resize(largest[i]);
  gathered_.resize(largest_gathered);
  gathered_slope_.resize(largest_gathered);
}

void Workspace::plan_bits() {
  const Step& first = steps_.front();
  const PlanesShape& board = input().shape;
  if (first.kernel != Kernel::convolution || board.channels != 1 || first.skip_source) return;
  const auto& convolution = std::get<Conv2d>(first.layer);
  bits_.emplace(board.height, convolution.out, convolution.padding);
}

void Workspace::plan_winograd() {
  constexpr int kFewestChannels = 8;  // below, the direct kernels are as fast
  for (std::size_t k = 1; k < steps_.size(); ++k) {
    Step& step = steps_[k];
    const PlanesShape& in = values_[k].view().shape;
    if (step.kernel != Kernel::convolution || in.channels < kFewestChannels ||
        !Winograd::fits(in)) {
      continue;
    }
    const auto& convolution = std::get<Conv2d>(step.layer);
    step.kernel = Kernel::winograd;
    step.winograd.emplace(convolution.in, convolution.out, in.height, convolution.padding);
    winograd_scratch_.resize(std::max(winograd_scratch_.size(), step.winograd->scratch_size()));
    winograd_gradient_.resize(
        std::max(winograd_gradient_.size(), weight_count(step.layer) + bias_count(step.layer)));
  }
}

void Workspace::load(const Network& network) {
  assert(network.parameters().size() == parameters_.size());
  std::ranges::copy(network.parameters(), parameters_.begin());
  for (Step& step : steps_) {
    if (!is_linear(step.layer)) continue;
    const float* weights = parameters_.data() + step.weights_begin;
    if (step.winograd) {
      step.winograd->load(weights);
      continue;
    }
    step.weights.pack(weights);
    step.turned_weights.pack_turned(weights);
  }
  if (bits_) {
    const Step& first = steps_.front();
    bits_->load(parameters_.data() + first.weights_begin, parameters_.data() + first.biases_begin);
  }
  std::ranges::fill(gradient_lanes_, Lanes{});
}

std::span<const float> Workspace::logits() const {
  assert(output().shape.channels == 1);
  return {output().origin, static_cast<std::size_t>(output().shape.plane_vectors() * kLanes)};
}

std::span<float> Workspace::logits_gradient() {
  return {output_gradient().origin, logits().size()};
}

std::size_t Workspace::position(int y, int x) const {
  return static_cast<std::size_t>(&output().at(0, y, x) - output().origin);
}

void Workspace::set_input(int channel, std::span<const float> values) {
  const int height = input().shape.height, width = input().shape.width;
  assert(values.size() == static_cast<std::size_t>(height * width));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      input().at(channel, y, x) = values[static_cast<std::size_t>(y * width + x)];
    }
  }
}

base::AlignedVector<float> Workspace::arrange(std::span<const float> values) const {
  const PlanesShape& shape = output().shape;
  assert(values.size() == static_cast<std::size_t>(shape.height * shape.width));
  base::AlignedVector<float> arranged(logits().size());
  for (int y = 0; y < shape.height; ++y) {
    for (int x = 0; x < shape.width; ++x) {
      arranged[position(y, x)] = values[static_cast<std::size_t>(y * shape.width + x)];
    }
  }
  return arranged;
}

PlanesView Workspace::slope(std::size_t value) {
  return planes_in(slopes_[value % 2].data(), values_[value].view().shape);
}

Epilogue Workspace::forward_epilogue(const Step& step) const {
  return {.biases = parameters_.data() + step.biases_begin, .relu = step.relu};
}

void Workspace::forward() {
  bits_given_ = false;
  for (std::size_t k = 0; k < steps_.size(); ++k) run_forward(steps_[k], k);
}

void Workspace::forward(std::span<const std::uint64_t> rows) {
  assert(takes_bits());
  bits_given_ = true;
  bits_->set_rows(rows);
  bits_->forward(steps_.front().relu, values_[1].view());
  for (std::size_t k = 1; k < steps_.size(); ++k) run_forward(steps_[k], k);
}

void Workspace::run_forward(const Step& step, std::size_t k) {
  const PlanesView &in = values_[k].view(), &out = values_[k + 1].view();
  switch (step.kernel) {
    case Kernel::pointwise:
      return pointwise(in, step.weights, forward_epilogue(step), out);
    case Kernel::convolution: {
      const Padding padding = std::get<Conv2d>(step.layer).padding;
      fill_halo(in, padding);
      return convolve(in, step.weights, padding, forward_epilogue(step), out);
    }
    case Kernel::winograd:
      fill_halo(in, std::get<Conv2d>(step.layer).padding);
      return step.winograd->forward(in, forward_epilogue(step), winograd_scratch_, out);
    case Kernel::gathered: {
      const auto& convolution = std::get<Conv2d>(step.layer);
      const PlanesView taps = planes_in(gathered_.data(), gathered_shape(convolution, in.shape));
      gather(convolution, in, taps);
      return pointwise(taps, step.weights, forward_epilogue(step), out);
    }
    case Kernel::activation:
      return activation_forward(step.layer, parameters_.data() + step.weights_begin, in, out);
    case Kernel::skip: {
      const PlanesView& from = values_[step.skip_from].view();
      for_all_lanes(out, [&](Lanes& sum, int channel, int at) {
        sum = in.lanes(channel)[at] + from.lanes(channel)[at];
      });
    }
  }
}

void Workspace::backward() {
  for (std::size_t k = 0; k < steps_.size(); ++k) {
    if (!steps_[k].skip_source) continue;
    for_all_lanes(skip_slopes_[k].view(), [](Lanes& slope, int, int) { slope = Lanes{}; });
  }
  for (std::size_t k = steps_.size(); k-- > 0;) run_backward(steps_[k], k);
}

// Adds the parameters' gradients of step k and, but for the first step, sets the slope of value k
// from that of value k + 1.
void Workspace::run_backward(Step& step, std::size_t k) {
  const PlanesView &in = values_[k].view(), out_slope = slope(k + 1), in_slope = slope(k);
  const bool masked = k > 0 && steps_[k - 1].relu;
  // A skip's share is added before the mask.
  const bool mask_now = masked && !step.skip_source;
  switch (step.kernel) {
    case Kernel::pointwise:
      pointwise_backward(step, in, out_slope, k > 0 ? &in_slope : nullptr, mask_now);
      break;
    case Kernel::convolution:
      convolution_backward(step, in, out_slope, k > 0 ? &in_slope : nullptr, mask_now);
      break;
    case Kernel::winograd:
      winograd_backward(step, in, out_slope, in_slope, mask_now);
      break;
    case Kernel::gathered:
      gathered_backward(step, in, out_slope, k > 0 ? &in_slope : nullptr);
      break;
    case Kernel::activation:
      activation_backward(step.layer, parameters_.data() + step.weights_begin, in,
                          values_[k + 1].view(), out_slope, in_slope,
                          gradient_lanes_.data() + step.weights_begin);
      break;
    case Kernel::skip:
      add(out_slope, skip_slopes_[step.skip_from].view());
      for_all_lanes(in_slope, [&](Lanes& slope, int channel, int at) {
        slope = out_slope.lanes(channel)[at];
      });
      break;
  }
  if (step.skip_source && k > 0) add(skip_slopes_[k].view(), in_slope);
  const bool mask_done =
      mask_now && (step.kernel == Kernel::pointwise || step.kernel == Kernel::convolution ||
                   step.kernel == Kernel::winograd);
  if (!masked || mask_done) return;
  for_all_lanes(in_slope, [&](Lanes& slope, int channel, int at) {
    slope = in.lanes(channel)[at] > 0 ? slope : Lanes{};
  });
}

void Workspace::pointwise_backward(const Step& step, const PlanesView& in,
                                   const PlanesView& out_slope, const PlanesView* in_slope,
                                   bool mask) {
  nn::pointwise_backward({.in = in,
                          .out_gradient = out_slope,
                          .weights = parameters_.data() + step.weights_begin,
                          .turned_weights = step.turned_weights,
                          .mask_input = mask,
                          .in_gradient = in_slope,
                          .weight_lanes = gradient_lanes_.data() + step.weights_begin,
                          .bias_lanes = gradient_lanes_.data() + step.biases_begin});
}

void Workspace::convolution_backward(const Step& step, const PlanesView& in,
                                     const PlanesView& out_slope, const PlanesView* in_slope,
                                     bool mask) {
  const Padding padding = std::get<Conv2d>(step.layer).padding;
  Lanes* weight_lanes = gradient_lanes_.data() + step.weights_begin;
  Lanes* bias_lanes = gradient_lanes_.data() + step.biases_begin;
  fill_halo(out_slope, padding);
  if (&step == &steps_.front() && bits_given_) {
    bits_->parameter_gradient(out_slope, weight_lanes, bias_lanes);
  } else {
    convolution_parameter_gradient(in, out_slope, padding, weight_lanes, bias_lanes);
  }
  if (in_slope == nullptr) return;
  convolve(out_slope, step.turned_weights, padding, {.mask = mask ? &in : nullptr}, *in_slope);
}

void Workspace::winograd_backward(Step& step, const PlanesView& in, const PlanesView& out_slope,
                                  const PlanesView& in_slope, bool mask) {
  fill_halo(out_slope, std::get<Conv2d>(step.layer).padding);
  step.winograd->add_weight_gradient(in, out_slope, winograd_scratch_);
  step.winograd->input_gradient(out_slope, {.mask = mask ? &in : nullptr}, winograd_scratch_,
                                in_slope);
}

void Workspace::gathered_backward(const Step& step, const PlanesView& in,
                                  const PlanesView& out_slope, const PlanesView* in_slope) {
  const auto& convolution = std::get<Conv2d>(step.layer);
  const PlanesShape shape = gathered_shape(convolution, in.shape);
  const PlanesView taps = planes_in(gathered_.data(), shape);
  const PlanesView tap_slopes = planes_in(gathered_slope_.data(), shape);
  gather(convolution, in, taps);
  pointwise_backward(step, taps, out_slope, in_slope ? &tap_slopes : nullptr, false);
  if (in_slope) scatter(convolution, tap_slopes, *in_slope);
}

std::span<const float> Workspace::gradient() {
  sum_all_lanes(gradient_lanes_, gradient_);
  for (const Step& step : steps_) {
    if (!step.winograd) continue;
    const std::span<float> sum(winograd_gradient_);
    const std::size_t weights = weight_count(step.layer), biases = bias_count(step.layer);
    step.winograd->gradient(sum.first(weights), sum.subspan(weights, biases));
    // Weights and biases of a layer lie together; a tied layer adds to another's.
    for (std::size_t i = 0; i < weights + biases; ++i) gradient_[step.weights_begin + i] += sum[i];
  }
  return gradient_;
}

}  // namespace nn
