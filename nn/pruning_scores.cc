#include "nn/pruning_scores.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace nn {
namespace {

// One score a parameter of two spans; in double, so that products do not underflow.
template <class Score>
std::vector<double> scores_of(std::span<const float> first, std::span<const float> second,
                              Score score) {
  assert(first.size() == second.size());
  std::vector<double> scores;
  for (std::size_t i = 0; i < first.size(); ++i) {
    scores.push_back(score(double{first[i]}, double{second[i]}));
  }
  return scores;
}

}  // namespace

std::vector<double> magnitude_scores(std::span<const float> parameters) {
  return scores_of(parameters, parameters, [](double w, double) { return std::abs(w); });
}

std::vector<double> sensitivity_scores(std::span<const float> parameters,
                                       std::span<const float> gradient) {
  return scores_of(parameters, gradient, [](double w, double g) { return std::abs(w * g); });
}

std::vector<double> random_scores(std::size_t count, base::Stream& stream) {
  std::vector<double> scores(count);
  for (double& score : scores) score = stream.uniform();
  return scores;
}

std::vector<double> displacement_scores(std::span<const float> parameters,
                                        std::span<const float> initial) {
  return scores_of(parameters, initial, [](double w, double w0) { return std::abs(w - w0); });
}

void MovementScores::add(std::span<const float> parameters, std::span<const float> gradient) {
  assert(parameters.size() == scores_.size() && gradient.size() == scores_.size());
  for (std::size_t i = 0; i < scores_.size(); ++i) {
    scores_[i] -= double{parameters[i]} * double{gradient[i]};
  }
}

std::vector<double> removal_scores(const Network& network, std::span<const Part> parts,
                                   const std::function<double(const Network&)>& loss) {
  const double whole = loss(network);
  Network without = network;
  std::vector<double> scores;
  for (const Part& part : parts) {
    const bool is_zero = std::ranges::all_of(
        part.parameters, [&](std::size_t i) { return network.parameters()[i] == 0; });
    for (const std::size_t i : part.parameters) without.parameters()[i] = 0;
    scores.push_back(is_zero ? whole : loss(without));
    for (const std::size_t i : part.parameters) without.parameters()[i] = network.parameters()[i];
  }
  return scores;
}

}  // namespace nn
