#include "nn/init.h"

#include <cmath>

#include "base/check.h"

namespace nn {
namespace {

void initialise_layer(std::span<float> weights, std::span<float> biases, double bound,
                      Initialisation initialisation, base::Stream& stream) {
  if (initialisation == Initialisation::normal) {
    for (float& weight : weights) weight = static_cast<float>(stream.normal());
    for (float& bias : biases) bias = 0;
    return;
  }
  for (float& weight : weights) weight = static_cast<float>(bound * (2 * stream.uniform() - 1));
  for (float& bias : biases) bias = static_cast<float>(bound * (2 * stream.uniform() - 1));
}

}  // namespace

Initialisation parse_initialisation(std::string_view text) {
  base::require(text == "pytorch" || text == "normal",
                "initialisation {}: needs 'pytorch' or 'normal'", text);
  return text == "pytorch" ? Initialisation::pytorch : Initialisation::normal;
}

void initialise(Network& network, Initialisation initialisation, base::Stream& stream) {
  const auto parameters = network.parameters();
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    const Layer& layer = network.layers()[k];
    if (!is_linear(layer) || network.tied_to(k)) continue;
    initialise_layer(parameters.subspan(network.weights_begin(k), weight_count(layer)),
                     parameters.subspan(network.biases_begin(k), bias_count(layer)),
                     1 / std::sqrt(fan_in(layer)), initialisation, stream);
  }
}

}  // namespace nn
