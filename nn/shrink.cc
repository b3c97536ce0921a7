#include "nn/shrink.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <span>
#include <vector>

#include "nn/bounds.h"
#include "nn/workspace.h"

namespace nn {
namespace {

// Two linear layers between which nothing but activations lie: channel c of the first is read by
// the second alone.
struct Link {
  std::size_t from, to;
};

bool shares_parameters(const Network& network, std::size_t layer) {
  bool shares = network.tied_to(layer).has_value();
  for (std::size_t k = layer; k < network.layers().size(); ++k) {
    shares |= network.tied_to(k) == layer;
  }
  return shares;
}

// Whether a Skip stands between the two, or adds a value from between them elsewhere.
bool has_skip(const Network& network, const Link& link) {
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    const auto* skip = std::get_if<Skip>(&network.layers()[k]);
    if (skip == nullptr) continue;
    const auto source = static_cast<std::size_t>(skip->from);
    if ((k > link.from && k < link.to) || (source > link.from && source <= link.to)) return true;
  }
  return false;
}

std::vector<Link> links_of(const Network& network) {
  std::vector<Link> links;
  std::size_t from = 0;
  for (std::size_t k = 1; k < network.layers().size(); ++k) {
    if (!is_linear(network.layers()[k])) continue;
    const Link link{from, k};
    bool shares = false;
    for (std::size_t layer = from; layer <= k; ++layer) shares |= shares_parameters(network, layer);
    if (!shares && !has_skip(network, link)) links.push_back(link);
    from = k;
  }
  return links;
}

std::size_t channel_count(const Network& network, const Link& link) {
  return network.biases(link.from).size();
}

std::span<float> incoming_weights(Network& network, const Link& link, std::size_t channel) {
  const std::size_t size = network.weights(link.from).size() / channel_count(network, link);
  return network.parameters().subspan(network.weights_begin(link.from) + channel * size, size);
}

float& incoming_bias(Network& network, const Link& link, std::size_t channel) {
  return network.parameters()[network.biases_begin(link.from) + channel];
}

// The weights by which output channel `out` of the second layer reads `channel`.
std::span<float> outgoing_weights(Network& network, const Link& link, std::size_t channel,
                                  std::size_t out) {
  const std::size_t in = channel_count(network, link);
  const std::size_t taps = network.weights(link.to).size() / (in * network.biases(link.to).size());
  return network.parameters().subspan(network.weights_begin(link.to) + (out * in + channel) * taps,
                                      taps);
}

bool all_zero(std::span<const float> values) {
  return std::ranges::all_of(values, [](float value) { return value == 0; });
}

bool is_read(Network& network, const Link& link, std::size_t channel) {
  for (std::size_t out = 0; out < network.biases(link.to).size(); ++out) {
    if (!all_zero(outgoing_weights(network, link, channel, out))) return true;
  }
  return false;
}

// What the activations make of the bias of a channel without weights.
float constant_of(Network& network, const Link& link, std::size_t channel) {
  std::vector<Layer> layers{Dense{1, 1}};
  std::vector<float> parameters{0, incoming_bias(network, link, channel)};
  for (std::size_t k = link.from + 1; k < link.to; ++k) {
    Layer layer = network.layers()[k];
    if (auto* prelu = std::get_if<Prelu>(&layer)) prelu->channels = 1;
    if (auto* quadratic = std::get_if<Quadratic>(&layer)) quadratic->channels = 1;
    const std::size_t size = weight_count(layer);
    std::ranges::copy(network.weights(k).subspan(channel * size, size),
                      std::back_inserter(parameters));
    layers.push_back(layer);
  }
  Network alone(std::move(layers));
  std::ranges::copy(parameters, alone.parameters().begin());
  Workspace workspace(alone, 1, 1);
  workspace.forward();
  return workspace.logits()[0];
}

bool sees_beyond_edges(const Layer& layer) {
  const auto* convolution = std::get_if<Conv2d>(&layer);
  return convolution && convolution->kernel > 1 && convolution->padding == Padding::zero;
}

// Moves a constant channel's share of the second layer's sums into its biases.
void fold(Network& network, const Link& link, std::size_t channel, float constant) {
  for (std::size_t out = 0; out < network.biases(link.to).size(); ++out) {
    float& bias = network.parameters()[network.biases_begin(link.to) + out];
    double sum = bias;
    for (float& weight : outgoing_weights(network, link, channel, out)) {
      sum += double{weight} * double{constant};
      weight = 0;
    }
    bias = static_cast<float>(sum);
  }
}

// Which channels the ReLU after the first layer never lets through.
std::vector<bool> silent_channels(const Network& network, const Link& link, Inputs inputs) {
  std::vector<bool> silent(channel_count(network, link));
  if (inputs == Inputs::any || !std::holds_alternative<Relu>(network.layers()[link.from + 1])) {
    return silent;
  }
  const auto bounds = sum_bounds(network, link.from);
  for (std::size_t channel = 0; bounds && channel < silent.size(); ++channel) {
    silent[channel] = (*bounds)[channel].high <= 0;
  }
  return silent;
}

// Makes channels that are constant ones that nothing reads; whether there were any.
bool fold_constants(Network& network, const Link& link, Inputs inputs) {
  const std::vector<bool> silent = silent_channels(network, link, inputs);
  bool changed = false;
  for (std::size_t channel = 0; channel < silent.size(); ++channel) {
    if (!is_read(network, link, channel)) continue;
    const auto weights = incoming_weights(network, link, channel);
    if (silent[channel]) {
      // The ReLU's 0, which what follows it may change.
      std::ranges::fill(weights, 0.F);
      incoming_bias(network, link, channel) = 0;
    }
    if (!all_zero(weights)) continue;
    const float constant = constant_of(network, link, channel);
    const bool foldable = constant == 0 || !sees_beyond_edges(network.layers()[link.to]);
    if (!foldable || !std::isfinite(constant)) continue;
    fold(network, link, channel, constant);
    changed = true;
  }
  return changed;
}

Layer narrowed(Layer layer, int fewer_in, int fewer_out) {
  const auto narrow_linear = [&](auto* linear) {
    if (linear == nullptr) return;
    linear->in -= fewer_in;
    linear->out -= fewer_out;
  };
  const auto narrow_each = [&](auto* each) {
    if (each != nullptr) each->channels -= fewer_out;
  };
  narrow_linear(std::get_if<Dense>(&layer));
  narrow_linear(std::get_if<Conv2d>(&layer));
  narrow_each(std::get_if<Prelu>(&layer));
  narrow_each(std::get_if<Quadratic>(&layer));
  return layer;
}

// Appends the parameters of `layer` that belong to neither of two channels.
void append_kept(const Network& network, std::size_t layer, std::optional<std::size_t> dropped_in,
                 std::optional<std::size_t> dropped_out, std::vector<float>& parameters) {
  const Layer& what = network.layers()[layer];
  const auto in = is_linear(what) ? static_cast<std::size_t>(input_channels(what)) : 1;
  const auto out = static_cast<std::size_t>(output_channels(what));
  const auto weights = network.weights(layer), biases = network.biases(layer);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const std::size_t by_channel = weights.size() / out, taps = by_channel / in;
    if (i / by_channel != dropped_out && i / taps % in != dropped_in) {
      parameters.push_back(weights[i]);
    }
  }
  for (std::size_t i = 0; i < biases.size(); ++i) {
    if (i != dropped_out) parameters.push_back(biases[i]);
  }
}

Network without_channel(const Network& network, const Link& link, std::size_t channel) {
  std::vector<Layer> layers;
  std::vector<float> parameters;
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    if (const auto tied = network.tied_to(k)) {
      layers.push_back(Tied{static_cast<int>(*tied)});
      continue;
    }
    const bool fewer_in = k == link.to, fewer_out = k >= link.from && k < link.to;
    const auto channel_if = [&](bool dropped) {
      return dropped ? std::optional(channel) : std::nullopt;
    };
    layers.push_back(narrowed(network.layers()[k], int{fewer_in}, int{fewer_out}));
    append_kept(network, k, channel_if(fewer_in), channel_if(fewer_out), parameters);
  }
  Network result(std::move(layers));
  std::ranges::copy(parameters, result.parameters().begin());
  return result;
}

// Takes away the channels that nothing reads, and empties the last one; whether anything changed.
bool remove_unread(Network& network, const Link& link) {
  bool changed = false;
  for (std::size_t channel = channel_count(network, link); channel-- > 0;) {
    if (is_read(network, link, channel)) continue;
    if (channel_count(network, link) > 1) {
      network = without_channel(network, link, channel);
      changed = true;
      continue;
    }
    const auto weights = incoming_weights(network, link, channel);
    float& bias = incoming_bias(network, link, channel);
    changed |= !all_zero(weights) || bias != 0;
    std::ranges::fill(weights, 0.F);
    bias = 0;
  }
  return changed;
}

}  // namespace

Network shrink(const Network& network, Inputs inputs) {
  Network result = network;
  const std::vector<Link> links = links_of(network);
  for (bool changed = true; changed;) {
    changed = false;
    for (const Link& link : links) {
      changed |= fold_constants(result, link, inputs);
      changed |= remove_unread(result, link);
    }
  }
  return result;
}

}  // namespace nn
