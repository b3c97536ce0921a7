#include "nn/pruning_scores.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "nn/gradient_check.h"
#include "nn/grasp.h"
#include "nn/reference.h"
#include "random_case.h"

namespace nn {
namespace {

using testing::ElementsAre;

// Scores are given floats; finite differences need the reference's doubles.
struct ScoreCase : RandomCase {
  ScoreCase(std::vector<Layer> layers, int rows, int columns, std::uint64_t seed)
      : RandomCase(std::move(layers), rows, columns, seed),
        pass(reference_pass(network, parameters, height, width, input, targets, weights)),
        gradient(pass.gradient.begin(), pass.gradient.end()) {}

  double loss(std::span<const double> at) const {
    return reference_loss(network, at, height, width, input, targets, weights);
  }

  ReferencePass pass;
  std::vector<float> gradient;
};

std::vector<ScoreCase> score_cases() {
  std::vector<ScoreCase> cases;
  std::uint64_t seed = 100;
  for (const auto& layers : sample_architectures()) cases.emplace_back(layers, 3, 5, ++seed);
  for (const auto& layers : layer_architectures()) cases.emplace_back(layers, 7, 5, ++seed);
  return cases;
}

TEST(Scores, MagnitudeAndDisplacement) {
  const std::vector<float> parameters{1, -2, 0}, initial{1.5F, -1, -4};
  EXPECT_THAT(magnitude_scores(parameters), ElementsAre(1, 2, 0));
  EXPECT_THAT(displacement_scores(parameters, initial), ElementsAre(0.5, 1, 4));
}

TEST(Scores, RandomIsUniformAndSeeded) {
  base::Stream stream(5, "scores"), again(5, "scores");
  const auto scores = random_scores(1000, stream);
  EXPECT_EQ(scores, random_scores(1000, again));
  double sum = 0;
  for (const double score : scores) {
    EXPECT_TRUE(score > 0 && score <= 1);
    sum += score;
  }
  EXPECT_NEAR(sum / 1000, 0.5, 6 / std::sqrt(12. * 1000));
}

// SNIP by its definition: the derivative of the loss by a mask that multiplies the parameters.
TEST(Scores, SensitivityIsTheGradientByAMask) {
  for (const ScoreCase& sample : score_cases()) {
    const auto by_mask = [&](std::span<const double> mask) {
      std::vector<double> masked = sample.parameters;
      for (std::size_t i = 0; i < masked.size(); ++i) masked[i] *= mask[i];
      return sample.loss(masked);
    };
    const auto scores = sensitivity_scores(sample.network.parameters(), sample.gradient);
    // check_gradient() compares signed slopes, so the score is given the gradient's sign.
    std::vector<double> signed_scores;
    for (std::size_t i = 0; i < scores.size(); ++i) {
      EXPECT_GE(scores[i], 0);
      signed_scores.push_back(
          std::copysign(scores[i], sample.parameters[i] * sample.pass.gradient[i]));
    }
    const auto check =
        check_gradient(by_mask, std::vector<double>(scores.size(), 1), signed_scores, 1e-5, 1e-4);
    EXPECT_LT(check.worst_error, 1e-7);
    EXPECT_GT(check.compared, 20 * check.kinks);
  }
}

// SNIP's own check (Lee et al. 2019, section 5.5): the weights of inputs that never vary, the
// background of their pictures, are the first to go; by magnitude they are not.
TEST(Scores, SensitivityPrunesFirstWhatReadsInputsThatAreAlwaysZero) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    RandomCase sample({Dense{9, 8}, Relu{}, Dense{8, 4}, Relu{}, Dense{4, 1}}, 1, 60, seed);
    const auto is_background = [](std::size_t input) { return input == 0 || input == 8; };
    for (std::size_t i = 0; i < sample.input.size(); ++i) {
      if (is_background(i / 60)) sample.input[i] = 0;
    }
    const auto gradient = reference_pass(sample.network, sample.parameters, sample.height,
                                         sample.width, sample.input, sample.targets, sample.weights)
                              .gradient;
    const auto parameters = std::as_const(sample.network).parameters();
    const auto parts = weight_parts(sample.network, Biases::kept);
    const auto scores = part_scores(
        parts,
        sensitivity_scores(parameters, std::vector<float>(gradient.begin(), gradient.end())));
    // Units that no sample wakes have none either.
    const auto insensitive = static_cast<std::size_t>(std::ranges::count(scores, 0.));
    EXPECT_LT(insensitive, parts.size() / 2);
    const auto live_background = [&](const std::vector<double>& by) {
      Mask mask(parameters.size());
      base::Stream ties(seed, "ties");
      prune(mask, parts, by, insensitive, Scope::global, ties);
      int live = 0;
      for (std::size_t i = 0; i < 72; ++i) live += is_background(i % 9) && mask.is_live(i) ? 1 : 0;
      return live;
    };
    EXPECT_EQ(live_background(scores), 0);
    EXPECT_GT(live_background(part_scores(parts, magnitude_scores(parameters))), 0);
  }
}

// Of gradient descent with a small step the score is w times the step over the learning rate.
TEST(Scores, MovementIsPositiveAwayFromZero) {
  MovementScores movement(4);
  constexpr float kRate = 0.125F;
  const std::vector<float> before{1, 1, -1, -1}, gradient{-2, 2, -2, 2};
  movement.add(before, gradient);
  EXPECT_THAT(movement.scores(), ElementsAre(2, -2, -2, 2));
  for (std::size_t i = 0; i < 4; ++i) {
    const float after = before[i] - kRate * gradient[i];
    EXPECT_EQ(std::abs(after) > std::abs(before[i]), movement.scores()[i] > 0);
    EXPECT_EQ(movement.scores()[i], before[i] * (after - before[i]) / kRate);
  }
  movement.add(before, gradient);
  EXPECT_THAT(movement.scores(), ElementsAre(4, -4, -4, 4));
}

// Its definition in finite differences: the derivative of the loss along the relative growth of a
// weight, with the sign turned.
TEST(Scores, MovementOfOneStepIsTheSlopeAgainstGrowth) {
  const ScoreCase sample({Dense{9, 4}, Tanh{}, Dense{4, 1}}, 1, 30, 77);
  MovementScores movement(sample.gradient.size());
  movement.add(sample.network.parameters(), sample.gradient);
  for (std::size_t i = 0; i < sample.parameters.size(); ++i) {
    std::vector<double> grown = sample.parameters, shrunk = sample.parameters;
    grown[i] *= 1 + 1e-5;
    shrunk[i] *= 1 - 1e-5;
    EXPECT_NEAR(movement.scores()[i], -(sample.loss(grown) - sample.loss(shrunk)) / 2e-5, 1e-8);
  }
}

TEST(Scores, RemovalIsTheLossWithoutEachPart) {
  const ScoreCase sample({Dense{9, 8}, Relu{}, Dense{8, 4}, Relu{}, Dense{4, 1}}, 1, 30, 5);
  Network network = sample.network;
  network.parameters()[3] = 0;  // nothing to remove here
  int calls = 0;
  const auto loss = [&](const Network& at) {
    ++calls;
    return sample.loss(std::vector<double>(at.parameters().begin(), at.parameters().end()));
  };
  for (const auto& parts : {weight_parts(network, Biases::prunable), filter_parts(network)}) {
    calls = 0;
    const auto scores = removal_scores(network, parts, loss);
    const int zeros = parts[0].parameters.size() == 1 ? 1 : 0;
    EXPECT_EQ(calls, static_cast<int>(parts.size()) + 1 - zeros);
    ASSERT_EQ(scores.size(), parts.size());
    for (std::size_t p = 0; p < parts.size(); ++p) {
      Network without = network;
      for (const std::size_t i : parts[p].parameters) without.parameters()[i] = 0;
      EXPECT_EQ(scores[p], loss(without)) << p;
    }
  }
}

// The columns of the Hessian by central differences of the gradient.
std::vector<std::vector<double>> numeric_hessian(const ScoreCase& sample,
                                                 const std::vector<double>& at) {
  constexpr double kStep = 1e-5;
  std::vector<std::vector<double>> columns;
  for (std::size_t i = 0; i < at.size(); ++i) {
    const auto gradient = [&](double step) {
      std::vector<double> moved = at;
      moved[i] += step;
      return reference_pass(sample.network, moved, sample.height, sample.width, sample.input,
                            sample.targets, sample.weights)
          .gradient;
    };
    auto column = gradient(kStep);
    const auto below = gradient(-kStep);
    for (std::size_t j = 0; j < column.size(); ++j) {
      column[j] = (column[j] - below[j]) / (2 * kStep);
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

// With every kind of layer; seeds for which no ReLU has its corner within a step.
TEST(HessianProduct, EqualsFiniteDifferencesOfTheGradient) {
  for (const ScoreCase& sample : score_cases()) {
    base::Stream stream(9, "direction");
    std::vector<double> direction;
    for (std::size_t i = 0; i < sample.parameters.size(); ++i) direction.push_back(stream.normal());
    const auto product =
        reference_hessian_product(sample.network, sample.parameters, direction, sample.height,
                                  sample.width, sample.input, sample.targets, sample.weights);
    constexpr double kStep = 1e-6;
    const auto gradient = [&](double step) {
      std::vector<double> moved = sample.parameters;
      for (std::size_t i = 0; i < moved.size(); ++i) moved[i] += step * direction[i];
      return reference_pass(sample.network, moved, sample.height, sample.width, sample.input,
                            sample.targets, sample.weights)
          .gradient;
    };
    const auto above = gradient(kStep), below = gradient(-kStep);
    for (std::size_t i = 0; i < product.size(); ++i) {
      EXPECT_NEAR(product[i], (above[i] - below[i]) / (2 * kStep),
                  1e-7 * (1 + std::abs(product[i])))
          << sample.network.layers().size() << " layers, parameter " << i;
    }
  }
}

TEST(Grasp, EqualsANumericHessian) {
  for (const double temperature : {1., 200.}) {
    const ScoreCase sample({Dense{9, 4}, Relu{}, Dense{4, 2}, Relu{}, Dense{2, 1}}, 1, 30, 5);
    const auto scores = grasp_scores(sample.network, sample.height, sample.width, sample.input,
                                     sample.targets, sample.weights, temperature);
    // The same loss as a function of the uncooled parameters, by the chain rule written out.
    const std::size_t last = sample.network.weights_begin(4);
    std::vector<double> cooled = sample.parameters;
    for (std::size_t i = last; i < cooled.size(); ++i) cooled[i] /= temperature;
    auto hessian = numeric_hessian(sample, cooled);
    auto gradient = reference_pass(sample.network, cooled, sample.height, sample.width,
                                   sample.input, sample.targets, sample.weights)
                        .gradient;
    const auto factor = [&](std::size_t i) { return i >= last ? 1 / temperature : 1; };
    for (std::size_t i = 0; i < cooled.size(); ++i) {
      gradient[i] *= factor(i);
      for (std::size_t j = 0; j < cooled.size(); ++j) hessian[i][j] *= factor(i) * factor(j);
    }
    double largest = 0;
    for (const double score : scores) largest = std::max(largest, std::abs(score));
    for (std::size_t i = 0; i < scores.size(); ++i) {
      EXPECT_NEAR(scores[i], sample.parameters[i] * dot(hessian[i], gradient), 1e-5 * largest) << i;
    }
  }
}

// What the score is for: to first order, shrinking w by a small share lowers the squared norm of
// the gradient by twice the score's share.
TEST(Grasp, IsTheChangeOfTheGradientsNorm) {
  const ScoreCase sample({Dense{9, 4}, Tanh{}, Dense{4, 1}}, 1, 30, 6);
  const auto scores = grasp_scores(sample.network, sample.height, sample.width, sample.input,
                                   sample.targets, sample.weights, 1);
  const auto squared_norm = [&](std::size_t i, double share) {
    std::vector<double> moved = sample.parameters;
    moved[i] *= 1 - share;
    const auto gradient = reference_pass(sample.network, moved, sample.height, sample.width,
                                         sample.input, sample.targets, sample.weights)
                              .gradient;
    return dot(gradient, gradient);
  };
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const double slope = (squared_norm(i, 1e-5) - squared_norm(i, -1e-5)) / 2e-5;
    EXPECT_NEAR(-2 * scores[i], slope, 1e-8) << i;
  }
}

TEST(Grasp, NeedsALinearLayerAtTheEnd) {
  const std::vector<double> one{1};
  EXPECT_THROW(grasp_scores(Network({Dense{1, 1}, Relu{}}), 1, 1, one, one, one),
               std::invalid_argument);
  EXPECT_THROW(grasp_scores(Network({Dense{1, 1}, Tied{0}}), 1, 1, one, one, one),
               std::invalid_argument);
}

}  // namespace
}  // namespace nn
