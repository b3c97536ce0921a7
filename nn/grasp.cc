#include "nn/grasp.h"

#include <algorithm>

#include "base/check.h"
#include "nn/reference.h"

namespace nn {
namespace {

// Factors by which the parameters are multiplied so that the logits are divided by `temperature`.
std::vector<double> cooling(const Network& network, double temperature) {
  const std::size_t last = network.layers().size() - 1;
  bool shared = network.tied_to(last).has_value();
  for (std::size_t k = 0; k < last; ++k) shared |= network.tied_to(k) == last;
  base::require(is_linear(network.layers()[last]) && !shared,
                "GraSP: needs a network whose last layer is linear and not tied");
  std::vector<double> factors(network.parameters().size(), 1);
  std::fill(factors.begin() + static_cast<std::ptrdiff_t>(network.weights_begin(last)),
            factors.end(), 1 / temperature);
  return factors;
}

}  // namespace

// With S the diagonal matrix of the factors, the loss is L(S w), its gradient S g and its Hessian
// S H S, g and H being those of L at S w.
std::vector<double> grasp_scores(const Network& network, int height, int width,
                                 std::span<const double> input, std::span<const double> targets,
                                 std::span<const double> weights, double temperature) {
  const std::vector<double> factors = cooling(network, temperature);
  std::vector<double> cooled(network.parameters().begin(), network.parameters().end());
  for (std::size_t i = 0; i < cooled.size(); ++i) cooled[i] *= factors[i];
  auto direction = reference_pass(network, cooled, height, width, input, targets, weights).gradient;
  for (std::size_t i = 0; i < direction.size(); ++i) direction[i] *= factors[i] * factors[i];
  auto scores =
      reference_hessian_product(network, cooled, direction, height, width, input, targets, weights);
  for (std::size_t i = 0; i < scores.size(); ++i) scores[i] *= cooled[i];
  return scores;
}

}  // namespace nn
