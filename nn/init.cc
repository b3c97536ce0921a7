#include "nn/init.h"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/check.h"

namespace nn {
namespace {

constexpr std::array<std::pair<std::string_view, Initialisation>, 6> kNames{
    {{"pytorch", Initialisation::pytorch},
     {"normal", Initialisation::normal},
     {"orthogonal", Initialisation::orthogonal},
     {"signed-constant", Initialisation::signed_constant},
     {"glorot-uniform", Initialisation::glorot_uniform},
     {"he-normal", Initialisation::he_normal}}};

// The Q of a matrix of normals, uniform once its columns have the signs that make the diagonal of R
// positive (Mezzadri 2007, arXiv math-ph/0609050).
void draw_orthogonal(std::span<float> weights, int fan_in, base::Stream& stream) {
  const Eigen::Index in = fan_in, out = static_cast<Eigen::Index>(weights.size()) / in;
  Eigen::MatrixXd normals(std::max(in, out), std::min(in, out));
  for (Eigen::Index i = 0; i < normals.size(); ++i) normals(i) = stream.normal();
  const Eigen::HouseholderQR<Eigen::MatrixXd> qr(normals);
  Eigen::MatrixXd q = qr.householderQ() * Eigen::MatrixXd::Identity(normals.rows(), normals.cols());
  for (Eigen::Index column = 0; column < q.cols(); ++column) {
    if (qr.matrixQR()(column, column) < 0) q.col(column) *= -1;
  }
  Eigen::Map<Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>> matrix(
      weights.data(), out, in);
  if (out < in) q.transposeInPlace();
  matrix = q.cast<float>();
}

void draw_uniform(std::span<float> values, double bound, base::Stream& stream) {
  for (float& value : values) value = static_cast<float>(bound * (2 * stream.uniform() - 1));
}

void draw_normal(std::span<float> values, double deviation, base::Stream& stream) {
  for (float& value : values) value = static_cast<float>(deviation * stream.normal());
}

void initialise_linear(const Layer& layer, std::span<float> weights, std::span<float> biases,
                       Initialisation initialisation, base::Stream& stream) {
  const int fan_in = nn::fan_in(layer);
  std::ranges::fill(biases, 0.F);
  switch (initialisation) {
    case Initialisation::pytorch:
      draw_uniform(weights, 1 / std::sqrt(fan_in), stream);
      return draw_uniform(biases, 1 / std::sqrt(fan_in), stream);
    case Initialisation::normal:
      return draw_normal(weights, 1, stream);
    case Initialisation::orthogonal:
      return draw_orthogonal(weights, fan_in, stream);
    case Initialisation::signed_constant: {
      const auto size = static_cast<float>(std::sqrt(2. / fan_in));
      for (float& weight : weights) weight = stream.next_u32() >> 31 != 0 ? -size : size;
      return;
    }
    case Initialisation::glorot_uniform: {
      const int fan_out = output_channels(layer) * kernel_side(layer) * kernel_side(layer);
      return draw_uniform(weights, std::sqrt(6. / (fan_in + fan_out)), stream);
    }
    case Initialisation::he_normal:
      return draw_normal(weights, std::sqrt(2. / fan_in), stream);
  }
}

void initialise_activation(const Layer& layer, std::span<float> coefficients) {
  std::ranges::fill(coefficients, std::holds_alternative<Prelu>(layer) ? 0.25F : 0.F);
  if (!std::holds_alternative<Quadratic>(layer)) return;
  for (std::size_t linear = 1; linear < coefficients.size(); linear += 3) coefficients[linear] = 1;
}

}  // namespace

Initialisation parse_initialisation(std::string_view text) {
  const auto found =
      std::ranges::find(kNames, text, &std::pair<std::string_view, Initialisation>::first);
  base::require(found != kNames.end(),
                "initialisation {}: needs 'pytorch', 'normal', 'orthogonal', 'signed-constant', "
                "'glorot-uniform' or 'he-normal'",
                text);
  return found->second;
}

void initialise(Network& network, Initialisation initialisation, base::Stream& stream) {
  const auto parameters = network.parameters();
  for (std::size_t k = 0; k < network.layers().size(); ++k) {
    if (network.tied_to(k)) continue;
    const Layer& layer = network.layers()[k];
    const auto weights = parameters.subspan(network.weights_begin(k), weight_count(layer));
    const auto biases = parameters.subspan(network.biases_begin(k), bias_count(layer));
    if (is_linear(layer)) {
      initialise_linear(layer, weights, biases, initialisation, stream);
    } else {
      initialise_activation(layer, weights);
    }
  }
}

}  // namespace nn
