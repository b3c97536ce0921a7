#pragma once

#include <cstddef>
#include <variant>

namespace nn {

/// What a convolution reads beyond the edge of its planes.
enum class Padding {
  circular,  ///< the opposite edge: the board is a torus
  zero,      ///< zeros: dead cells
};

/// y = W x + b for every sample. Samples lie side by side along a plane's width, one plane a
/// feature.
struct Dense {
  int in;   ///< features
  int out;  ///< features
  bool operator==(const Dense&) const = default;
};

/// Two-dimensional convolution (cross-correlation, as in PyTorch), stride 1, output as large as
/// input.
struct Conv2d {
  int in;      ///< channels
  int out;     ///< channels
  int kernel;  ///< side of the square kernel: 1 or 3
  Padding padding;
  bool operator==(const Conv2d&) const = default;
};

/// max(x, 0), element by element; its derivative at 0 is taken as 0.
struct Relu {
  bool operator==(const Relu&) const = default;
};

using Layer = std::variant<Dense, Conv2d, Relu>;

/// Number of weights, in the order out, in, row, column; 0 for a layer without parameters.
std::size_t weight_count(const Layer& layer);

/// Number of biases: one an output channel; 0 for a layer without parameters.
std::size_t bias_count(const Layer& layer);

/// Inputs that one output value is computed from: in * kernel * kernel; 0 without parameters.
int fan_in(const Layer& layer);

/// Throws std::invalid_argument for channel counts below 1 or a kernel other than 1 or 3.
void check_layer(const Layer& layer);

/// Side of the neighbourhood that one output position reads: 3 for a 3x3 convolution, else 1.
int kernel_side(const Layer& layer);

/// Output and input channels, or 0 for a layer that keeps its input's number.
int output_channels(const Layer& layer);
int input_channels(const Layer& layer);

}  // namespace nn
