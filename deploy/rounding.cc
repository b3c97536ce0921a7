#include "deploy/rounding.h"

#include <algorithm>
#include <cmath>

namespace deploy {
namespace {

// The largest shift of 32-bit sums that leaves anything.
constexpr int kMostShift = 30;

double largest_of(std::span<const double> weights) {
  double largest = 0;
  for (const double weight : weights) largest = std::max(largest, std::abs(weight));
  return largest;
}

struct RoundedWeights {
  std::vector<std::int8_t> weights;
  double scale;  // integers per unit
};

RoundedWeights round_to(const RealLayer& layer, int largest_integer) {
  const double largest = largest_of(layer.weights);
  RoundedWeights rounded{{}, largest > 0 ? largest_integer / largest : 1};
  for (const double weight : layer.weights) {
    rounded.weights.push_back(static_cast<std::int8_t>(std::lround(weight * rounded.scale)));
  }
  return rounded;
}

// The scale is that of the least squares: weights that stay are on average one unit.
RoundedWeights signs_of(const RealLayer& layer, double threshold) {
  const double least = threshold * largest_of(layer.weights);
  RoundedWeights rounded{{}, 1};
  double sum = 0;
  int count = 0;
  for (const double weight : layer.weights) {
    const bool stays = std::abs(weight) >= least;
    rounded.weights.push_back(static_cast<std::int8_t>(!stays ? 0 : weight < 0 ? -1 : 1));
    sum += stays ? std::abs(weight) : 0;
    count += stays;
  }
  if (sum > 0) rounded.scale = count / sum;
  return rounded;
}

// Biases in units of the sum; half of what a shift cuts off is added, so that it rounds. False if
// they leave 32 bits.
bool set_biases(IntegerLayer& layer, const RealLayer& real, double unit) {
  layer.biases.clear();
  const double half = layer.shift > 0 ? std::ldexp(1, layer.shift - 1) : 0;
  for (const double bias : real.biases) {
    const double rounded = std::round(bias * unit) + half;
    if (std::abs(rounded) >= std::ldexp(1, 31)) return false;
    layer.biases.push_back(static_cast<std::int32_t>(rounded));
  }
  return true;
}

class Rounding {
 public:
  Rounding(const RealNetwork& real, WeightKind kind, std::span<const LayerRounding> layers,
           const Widths& widths)
      : real_(real), widths_(widths) {
    network_.second = real.second;
    for (std::size_t k = 0; k < real.layers.size(); ++k) {
      const RealLayer& layer = real.layers[k];
      RoundedWeights rounded = kind == WeightKind::signs ? signs_of(layer, layers[k].threshold)
                                                         : round_to(layer, layers[k].largest);
      network_.layers.push_back({layer.inputs, layer.outputs, std::move(rounded.weights), {}, 0});
      scales_.push_back(rounded.scale);
    }
  }

  std::optional<IntegerNetwork> network() {
    if (!place(0, 1, 1)) return std::nullopt;
    return network_;
  }

 private:
  // Finds the least shift of layer k with which it and the next one fit, and goes on there.
  // `unit` is what 1 of the real inputs has become.
  bool place(std::size_t k, double unit, std::int64_t highest_input) {
    IntegerLayer& layer = network_.layers[k];
    const double sum_unit = unit * scales_[k];
    const bool last = k + 1 == network_.layers.size();
    for (layer.shift = 0; layer.shift <= kMostShift; ++layer.shift) {
      if (!set_biases(layer, real_.layers[k], sum_unit)) return false;
      const SumBounds bounds = sum_bounds(layer, highest_input);
      if (!holds(widths_, bounds, last ? kMostShift : layer.shift)) {
        // A sum that is too wide stays so.
        if (!holds(widths_, bounds, kMostShift)) return false;
        continue;
      }
      if (last ||
          place(k + 1, std::ldexp(sum_unit, -layer.shift), bounds.highest_value(layer.shift))) {
        return true;
      }
    }
    return false;
  }

  const RealNetwork& real_;
  Widths widths_;
  IntegerNetwork network_;
  std::vector<double> scales_;
};

double largest_in_row(const RealLayer& layer, std::size_t output) {
  const auto inputs = static_cast<std::size_t>(layer.inputs);
  return largest_of(std::span(layer.weights).subspan(output * inputs, inputs));
}

// Calls body(weight) for all weights that read a channel of the layer before, of `channels`.
template <class Layer, class Body>
void for_readers(Layer& layer, std::size_t channel, std::size_t channels, Body body) {
  for (std::size_t k = channel; k < layer.weights.size(); k += channels) body(layer.weights[k]);
}

}  // namespace

std::optional<IntegerNetwork> rounded(const RealNetwork& network, WeightKind kind,
                                      std::span<const LayerRounding> layers, const Widths& widths) {
  return Rounding(network, kind, layers, widths).network();
}

std::optional<int> integer_fold(const RealLayer& layer, int limit) {
  const double largest = largest_of(layer.weights);
  for (int candidate = 1; candidate <= limit; ++candidate) {
    // Floats have 24 bits: a weight of 0.1 is no closer to a tenth than this.
    const bool integers = std::ranges::all_of(layer.weights, [&](double weight) {
      const double scaled = weight * candidate / largest;
      return std::abs(scaled - std::round(scaled)) < 1e-6 * candidate;
    });
    if (integers) return candidate;
  }
  return std::nullopt;
}

RealNetwork balanced(RealNetwork network, Balance balance) {
  if (balance == Balance::none) return network;
  for (std::size_t k = 0; k + 1 < network.layers.size(); ++k) {
    RealLayer& layer = network.layers[k];
    RealLayer& next = network.layers[k + 1];
    const auto channels = static_cast<std::size_t>(layer.outputs);
    const auto inputs = static_cast<std::size_t>(layer.inputs);
    for (std::size_t channel = 0; channel < channels; ++channel) {
      double factor = largest_in_row(layer, channel);
      if (balance == Balance::geometric) {
        double out = 0;
        for_readers(next, channel, channels,
                    [&](double weight) { out = std::max(out, std::abs(weight)); });
        factor = out > 0 ? std::sqrt(factor / out) : 0;
      }
      if (factor == 0) continue;  // a channel that is one constant, or that nobody reads
      for (std::size_t i = 0; i < inputs; ++i) layer.weights[channel * inputs + i] /= factor;
      layer.biases[channel] /= factor;
      for_readers(next, channel, channels, [&](double& weight) { weight *= factor; });
    }
  }
  return network;
}

}  // namespace deploy
