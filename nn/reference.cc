#include "nn/reference.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "nn/dual.h"

namespace nn {
namespace {

// T is double, or Dual for derivatives of what is computed.
template <class T>
using Values = std::vector<T>;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

/// Height and width of what a layer reads, and its output's.
struct Size {
  int height, width;
  int area() const { return height * width; }
};

/// A dense layer or convolution; the former is a 1x1 convolution here.
template <class T>
struct Linear {
  int in, out, kernel;
  Padding padding;
  Size from, to;
  std::span<const T> weights, biases;

  static int wrapped(int i, int size) { return (i % size + size) % size; }

  // Calls body(weight index, input index, output index) for every product of the convolution.
  template <class Body>
  void for_each_product(Body body) const {
    const int reach = padding == Padding::valid ? 0 : kernel / 2;
    for (int o = 0; o < out; ++o) {
      for (int y = 0; y < to.height; ++y) {
        for (int x = 0; x < to.width; ++x) {
          for (int i = 0; i < in; ++i) {
            for (int r = 0; r < kernel; ++r) {
              for (int c = 0; c < kernel; ++c) {
                int source_y = y + r - reach, source_x = x + c - reach;
                if (padding == Padding::circular) {
                  source_y = wrapped(source_y, from.height);
                  source_x = wrapped(source_x, from.width);
                } else if (source_y < 0 || source_y >= from.height || source_x < 0 ||
                           source_x >= from.width) {
                  continue;
                }
                body(((o * in + i) * kernel + r) * kernel + c,
                     (i * from.height + source_y) * from.width + source_x,
                     (o * to.height + y) * to.width + x);
              }
            }
          }
        }
      }
    }
  }

  Values<T> forward(const Values<T>& input) const {
    Values<T> output;
    for (int o = 0; o < out; ++o) output.insert(output.end(), index(to.area()), biases[index(o)]);
    for_each_product(
        [&](int w, int i, int o) { output[index(o)] += weights[index(w)] * input[index(i)]; });
    return output;
  }

  void backward(const Values<T>& input, const Values<T>& slope, T* weight_gradient,
                T* bias_gradient, Values<T>& input_slope) const {
    for_each_product([&](int w, int i, int o) {
      weight_gradient[w] += slope[index(o)] * input[index(i)];
      input_slope[index(i)] += slope[index(o)] * weights[index(w)];
    });
    for (std::size_t o = 0; o < slope.size(); ++o) bias_gradient[o / index(to.area())] += slope[o];
  }
};

/// A function of one value, its derivative, and its derivatives by the channel's coefficients, of
/// which there are up to three.
template <class T>
struct Activation {
  T value, derivative;
  std::array<T, 3> by_coefficients;
};

template <class T>
T sigmoid(const T& x) {
  using std::exp;
  return 1. / (1. + exp(-x));
}

// `coefficients` are those of the channel that x is in.
template <class T>
Activation<T> activate(const Layer& layer, const T* coefficients, const T& x) {
  using std::tanh;
  const T zero = 0, one = 1;
  if (const auto* leaky = std::get_if<LeakyRelu>(&layer)) {
    const T slope = double{leaky->slope};
    return {x > 0 ? x : slope * x, x > 0 ? one : slope, {}};
  }
  if (std::holds_alternative<Prelu>(layer)) {
    const T slope = coefficients[0];
    return {x > 0 ? x : slope * x, x > 0 ? one : slope, {x > 0 ? zero : x}};
  }
  if (std::holds_alternative<Sigmoid>(layer)) {
    const T y = sigmoid(x);
    return {y, y * (one - y), {}};
  }
  if (std::holds_alternative<Tanh>(layer)) {
    const T y = tanh(x);
    return {y, one - y * y, {}};
  }
  if (std::holds_alternative<Silu>(layer)) {
    const T gate = sigmoid(x);
    return {x * gate, gate + x * gate * (one - gate), {}};
  }
  if (std::holds_alternative<Quadratic>(layer)) {
    const T a = coefficients[0], b = coefficients[1], c = coefficients[2];
    return {a + b * x + c * x * x, b + 2. * c * x, {one, x, x * x}};
  }
  if (const auto* shift = std::get_if<Shift>(&layer)) return {x + T(double{shift->by}), one, {}};
  return {x < 0 ? zero : x, x > 0 ? one : zero, {}};  // ReLU
}

/// A network on one input: values[k] enters layer k, and sizes[k] is its size.
template <class T>
struct Pass {
  const Network& network;
  std::span<const T> parameters;
  std::vector<Size> sizes;
  std::vector<Values<T>> values;

  void forward() {
    for (std::size_t k = 0; k < network.layers().size(); ++k) {
      const Layer& layer = network.layers()[k];
      const int smaller = shrinkage(layer);
      sizes.push_back({sizes[k].height - smaller, sizes[k].width - smaller});
      Values<T> next = values[k];
      if (is_linear(layer)) {
        next = linear(k).forward(values[k]);
      } else if (const auto* skip = std::get_if<Skip>(&layer)) {
        for (std::size_t i = 0; i < next.size(); ++i) next[i] += values[index(skip->from)][i];
      } else {
        for (std::size_t i = 0; i < next.size(); ++i) next[i] = activation(k, i).value;
      }
      values.push_back(std::move(next));
    }
  }

  // The gradient by the parameters, `last` being that by the last value.
  Values<T> backward(const Values<T>& last) const {
    Values<T> gradient(parameters.size());
    std::vector<Values<T>> slopes;
    for (const Values<T>& value : values) slopes.emplace_back(value.size());
    slopes.back() = last;
    for (std::size_t k = network.layers().size(); k-- > 0;) {
      const Layer& layer = network.layers()[k];
      const Values<T>& slope = slopes[k + 1];
      if (is_linear(layer)) {
        linear(k).backward(values[k], slope, &gradient[network.weights_begin(k)],
                           &gradient[network.biases_begin(k)], slopes[k]);
      } else if (const auto* skip = std::get_if<Skip>(&layer)) {
        for (std::size_t i = 0; i < slope.size(); ++i) {
          slopes[k][i] += slope[i];
          slopes[index(skip->from)][i] += slope[i];
        }
      } else {
        for (std::size_t i = 0; i < slope.size(); ++i) {
          const Activation<T> at = activation(k, i);
          slopes[k][i] += slope[i] * at.derivative;
          for (std::size_t c = 0; c < coefficient_count(k); ++c) {
            gradient[coefficients_begin(k, i) + c] += slope[i] * at.by_coefficients[c];
          }
        }
      }
    }
    return gradient;
  }

  Linear<T> linear(std::size_t k) const {
    const Layer& layer = network.layers()[k];
    const auto* conv = std::get_if<Conv2d>(&layer);
    return {input_channels(layer),
            output_channels(layer),
            kernel_side(layer),
            conv != nullptr ? conv->padding : Padding::zero,
            sizes[k],
            {sizes[k].height - shrinkage(layer), sizes[k].width - shrinkage(layer)},
            parameters.subspan(network.weights_begin(k), weight_count(layer)),
            parameters.subspan(network.biases_begin(k), bias_count(layer))};
  }

  // Coefficients of a channel, and where those of the channel of value i begin.
  std::size_t coefficient_count(std::size_t k) const {
    const Layer& layer = network.layers()[k];
    return weight_count(layer) / index(std::max(1, output_channels(layer)));
  }
  std::size_t coefficients_begin(std::size_t k, std::size_t i) const {
    const std::size_t channel = i / index(sizes[k].area());
    return network.weights_begin(k) + coefficient_count(k) * channel;
  }

  Activation<T> activation(std::size_t k, std::size_t i) const {
    return activate(network.layers()[k], parameters.data() + coefficients_begin(k, i),
                    values[k][i]);
  }
};

template <class T>
Pass<T> run_forward(const Network& network, std::span<const T> parameters, Size size,
                    std::span<const double> input) {
  Pass<T> pass{network, parameters, {size}, {Values<T>(input.begin(), input.end())}};
  pass.forward();
  return pass;
}

double cross_entropy(std::span<const double> logits, std::span<const double> targets,
                     std::span<const double> weights) {
  double loss = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    const double z = logits[i];
    loss += weights[i] * (std::max(z, 0.0) - z * targets[i] + std::log1p(std::exp(-std::abs(z))));
  }
  return loss;
}

// The gradient of cross_entropy() by the parameters.
template <class T>
Values<T> gradient_of(const Pass<T>& pass, std::span<const double> targets,
                      std::span<const double> weights) {
  const Values<T>& logits = pass.values.back();
  Values<T> slope;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    slope.push_back(weights[i] * (sigmoid(logits[i]) - targets[i]));
  }
  return pass.backward(slope);
}

}  // namespace

ReferencePass reference_pass(const Network& network, std::span<const double> parameters, int height,
                             int width, std::span<const double> input,
                             std::span<const double> targets, std::span<const double> weights) {
  const auto pass = run_forward(network, parameters, {height, width}, input);
  const Values<double>& logits = pass.values.back();
  return {cross_entropy(logits, targets, weights), logits, gradient_of(pass, targets, weights)};
}

double reference_loss(const Network& network, std::span<const double> parameters, int height,
                      int width, std::span<const double> input, std::span<const double> targets,
                      std::span<const double> weights) {
  return cross_entropy(run_forward(network, parameters, {height, width}, input).values.back(),
                       targets, weights);
}

std::vector<double> reference_hessian_product(const Network& network,
                                              std::span<const double> parameters,
                                              std::span<const double> direction, int height,
                                              int width, std::span<const double> input,
                                              std::span<const double> targets,
                                              std::span<const double> weights) {
  std::vector<Dual> moving;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    moving.emplace_back(parameters[i], direction[i]);
  }
  const auto pass = run_forward(network, std::span<const Dual>(moving), {height, width}, input);
  std::vector<double> product;
  for (const Dual& slope : gradient_of(pass, targets, weights)) product.push_back(slope.slope);
  return product;
}

}  // namespace nn
