#include "studies/task/architecture.h"

#include <utility>
#include <vector>

#include "base/check.h"

namespace task {
namespace {

using Layers = std::vector<nn::Layer>;

nn::Layer activation_layer(Activation activation, int channels) {
  switch (activation) {
    case Activation::prelu:
      return nn::Prelu{channels};
    case Activation::tanh:
      return nn::Tanh{};
    case Activation::silu:
      return nn::Silu{};
    case Activation::quadratic:
      return nn::Quadratic{channels};
    case Activation::relu:
      break;
  }
  return nn::Relu{};
}

Layers paper_step(Activation activation, int in, int m, nn::Padding padding) {
  return {nn::Conv2d{in, 2 * m, 3, padding}, activation_layer(activation, 2 * m),
          nn::Conv2d{2 * m, m, 1, padding}, activation_layer(activation, m)};
}

Layers two_layer_step(Activation activation, int m, nn::Padding padding) {
  return {nn::Conv2d{1, 2 * m, 3, padding}, activation_layer(activation, 2 * m),
          nn::Conv2d{2 * m, 1, 1, padding}};
}

Layers perceptron(Activation activation, int m) {
  return {nn::Dense{9, 2 * m}, activation_layer(activation, 2 * m), nn::Dense{2 * m, 1}};
}

// Its layers that have parameters take those of the same layers at the network's begin.
void tie(Layers& step) {
  for (std::size_t k = 0; k < step.size(); ++k) {
    if (nn::weight_count(step[k]) > 0) step[k] = nn::Tied{static_cast<int>(k)};
  }
}

Layers convolutions(const Architecture& architecture, int steps, int m, nn::Padding padding) {
  const bool two_layer = architecture.form == NetworkForm::two_layer;
  Layers layers;
  for (int step = 0; step < steps; ++step) {
    Layers next = two_layer ? two_layer_step(architecture.activation, m, padding)
                            : paper_step(architecture.activation, step == 0 ? 1 : m, m, padding);
    if (architecture.tied && step > 0) tie(next);
    if (two_layer && step > 0) layers.emplace_back(nn::Relu{});
    layers.insert(layers.end(), next.begin(), next.end());
  }
  if (!two_layer) layers.emplace_back(nn::Conv2d{m, 1, 1, padding});
  return layers;
}

void check(const Architecture& architecture, int steps, int m) {
  const auto [form, activation, tied, relu_output] = architecture;
  base::require(steps >= 1 && m >= 1, "L({}, {}): needs at least L(1, 1)", steps, m);
  base::require(form != NetworkForm::mlp || steps == 1, "network mlp with steps {}: needs steps 1",
                steps);
  base::require(!tied || steps > 1, "tied yes with steps 1: needs steps 2 or more");
  base::require(!tied || form != NetworkForm::paper || m == 1,
                "network paper, tied yes, overcompleteness {}: needs overcompleteness 1 or network "
                "two-layer, whose steps all take one channel",
                m);
}

}  // namespace

NetworkForm parse_network_form(std::string_view text) {
  if (text == "paper") return NetworkForm::paper;
  if (text == "two-layer") return NetworkForm::two_layer;
  base::require(text == "mlp", "network {}: needs 'paper', 'two-layer' or 'mlp'", text);
  return NetworkForm::mlp;
}

Activation parse_activation(std::string_view text) {
  if (text == "relu") return Activation::relu;
  if (text == "prelu") return Activation::prelu;
  if (text == "tanh") return Activation::tanh;
  if (text == "silu") return Activation::silu;
  base::require(text == "quadratic",
                "activation {}: needs 'relu', 'prelu', 'tanh', 'silu' or 'quadratic'", text);
  return Activation::quadratic;
}

nn::Padding padding_of(life::Topology topology) {
  return topology == life::Topology::torus ? nn::Padding::circular : nn::Padding::zero;
}

nn::Network make_network(const Architecture& architecture, int steps, int overcompleteness,
                         life::Topology topology) {
  check(architecture, steps, overcompleteness);
  const nn::Padding padding = padding_of(topology);
  Layers layers = architecture.form == NetworkForm::mlp
                      ? perceptron(architecture.activation, overcompleteness)
                      : convolutions(architecture, steps, overcompleteness, padding);
  if (architecture.relu_output) layers.emplace_back(nn::Shift{-0.5F});
  return nn::Network(std::move(layers));
}

}  // namespace task
