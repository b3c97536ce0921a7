#pragma once

#include <cstddef>
#include <variant>

namespace nn {

/// What a convolution reads beyond the edge of its planes.
enum class Padding {
  circular,  ///< the opposite edge: the board is a torus
  zero,      ///< zeros: dead cells
  valid,     ///< nothing: the output is kernel - 1 smaller in height and width
};

/// y = W x + b for every sample. Samples lie side by side along a plane's width, one plane a
/// feature.
struct Dense {
  int in;   ///< features
  int out;  ///< features
  bool operator==(const Dense&) const = default;
};

/// Two-dimensional convolution (cross-correlation, as in PyTorch), stride 1. 3x3 with circular or
/// zero padding on planes 32 wide is what the fast kernels are for.
struct Conv2d {
  int in;      ///< channels
  int out;     ///< channels
  int kernel;  ///< side of the square kernel: odd, up to 15
  Padding padding;
  bool operator==(const Conv2d&) const = default;
};

/// max(x, 0), element by element; its derivative at 0 is taken as 0.
struct Relu {
  bool operator==(const Relu&) const = default;
};

/// x where positive, else slope * x; derivative at 0: slope.
struct LeakyRelu {
  float slope = 0.01F;
  bool operator==(const LeakyRelu&) const = default;
};

/// A leaky ReLU whose slope is learned, one a channel (He et al. 2015, arXiv 1502.01852).
struct Prelu {
  int channels;
  bool operator==(const Prelu&) const = default;
};

/// 1 / (1 + exp(-x)).
struct Sigmoid {
  bool operator==(const Sigmoid&) const = default;
};

struct Tanh {
  bool operator==(const Tanh&) const = default;
};

/// x / (1 + exp(-x)).
struct Silu {
  bool operator==(const Silu&) const = default;
};

/// a + b x + c x^2 with learned a, b, c for each channel, in this order.
struct Quadratic {
  int channels;
  bool operator==(const Quadratic&) const = default;
};

/// x + by, element by element.
struct Shift {
  float by;
  bool operator==(const Shift&) const = default;
};

/// Adds the value that entered layer number `from` (below its own): a residual connection. Both
/// values have one size and number of channels.
struct Skip {
  int from;
  bool operator==(const Skip&) const = default;
};

/// Layer number `layer` (below its own, with parameters) once more, with the same parameters.
struct Tied {
  int layer;
  bool operator==(const Tied&) const = default;
};

using Layer = std::variant<Dense, Conv2d, Relu, LeakyRelu, Prelu, Sigmoid, Tanh, Silu, Quadratic,
                           Shift, Skip, Tied>;

/// Whether it is dense or a convolution.
bool is_linear(const Layer& layer);

/// Number of weights: of a linear layer in the order out, in, row, column; the slopes of a PReLU,
/// the coefficients of a quadratic (three a channel); 0 for a layer without parameters.
std::size_t weight_count(const Layer& layer);

/// Number of biases: one an output channel of a linear layer, else 0.
std::size_t bias_count(const Layer& layer);

/// Inputs that one output value of a linear layer is computed from: in * kernel * kernel; else 0.
int fan_in(const Layer& layer);

/// Throws std::invalid_argument for channel counts outside 1 .. 65536, an even kernel or one above
/// 15, or a slope or shift that is not finite. Skip and Tied are checked by the network that holds
/// them.
void check_layer(const Layer& layer);

/// Side of the neighbourhood that one output position reads: a convolution's kernel, else 1.
int kernel_side(const Layer& layer);

/// By how much its output is smaller than its input, in height and in width: kernel - 1 for a valid
/// convolution, else 0.
int shrinkage(const Layer& layer);

/// Output and input channels, or 0 for a layer that takes any number and keeps it.
int output_channels(const Layer& layer);
int input_channels(const Layer& layer);

}  // namespace nn
