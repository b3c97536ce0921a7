#pragma once

#include <string_view>

#include "life/board.h"
#include "nn/network.h"

namespace task {

enum class NetworkForm {
  /// L(n, m) of Springer & Kenyon, as life_network.h has it.
  paper,
  /// A step is a 3x3 convolution from one channel to 2m, the activation and a 1x1 convolution to
  /// one; between steps a ReLU, at the end the logit. n (22m + 1) parameters: the 23 of Bibin &
  /// Dereventsov (arXiv 2408.12778), whose steps end in a ReLU whatever the activation, and of
  /// CellularAutoma (github.com/YuxiangLiu-lyx/CellularAutoma).
  two_layer,
  /// A multilayer perceptron on a window's nine cells, 9 - 2m - 1: one step of two_layer as dense
  /// layers, 22m + 1 parameters.
  mlp,
};

/// Of hidden layers. With prelu every channel has a slope, with quadratic three coefficients.
enum class Activation { relu, prelu, tanh, silu, quadratic };

/// "paper", "two-layer" or "mlp"; "relu", "prelu", "tanh", "silu" or "quadratic"; both throw
/// std::invalid_argument that names what is allowed.
NetworkForm parse_network_form(std::string_view text);
Activation parse_activation(std::string_view text);

struct Architecture {
  NetworkForm form = NetworkForm::paper;
  Activation activation = Activation::relu;
  bool tied = false;  ///< all steps use the parameters of the first
  /// Whether the output is a ReLU, alive above 1/2, as the steps of Bibin & Dereventsov have it,
  /// and not a logit. The last layer then takes 1/2 off, so that its sign tells, as a logit's does;
  /// the ReLU itself is left to the loss: Loss::relu_mse.
  bool relu_output = false;
};

/// A network of that form for n = `steps` steps with m = `overcompleteness`, parameters at 0, whose
/// padding is the topology's. Throws std::invalid_argument that names the values: for n or m below
/// 1, a perceptron of more than one step, tied steps where there is one, and tied steps of the
/// paper's form at m > 1, of which only the first takes one channel.
nn::Network make_network(const Architecture& architecture, int steps, int overcompleteness,
                         life::Topology topology);

/// The padding that makes a network see what the automaton sees.
nn::Padding padding_of(life::Topology topology);

}  // namespace task
