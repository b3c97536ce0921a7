#include "studies/pruned/sample.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "nn/grasp.h"
#include "nn/init.h"
#include "studies/task/hand_made.h"
#include "studies/task/life_network.h"
#include "studies/task/window_form.h"

namespace pruned {
namespace {

constexpr auto kTorus = life::Topology::torus;

task::Problem life_problem(int steps) { return {steps, life::Rule::conway(), kTorus}; }

nn::Network random_network(int steps, std::uint64_t seed) {
  nn::Network network = task::life_network(steps, 2, kTorus);
  base::Stream stream(seed, "init");
  nn::initialise(network, nn::Initialisation::normal, stream);
  return network;
}

Sample sample_of(int steps) { return {life_problem(steps), base::Stream(5, "sample")}; }

TEST(Sample, AllWindowsCountAlike) {
  // The logit is 1 (one neighbour sum), 2 (another) or 1 where a cell lives, else 0 or below: the
  // mean cross-entropy by hand.
  double mean = 0;
  for (int window = 0; window < task::kWindows; ++window) {
    int s = 0;
    for (int bit = 0; bit < 9; ++bit) s += (bit == 4 ? 1 : 2) * (window >> bit & 1);
    const double logit = std::max(s - 4, 0) - 2 * std::max(s - 6, 0);
    const bool alive = s >= 5 && s <= 7;
    mean += std::log1p(std::exp(alive ? -logit : logit)) / task::kWindows;
  }
  EXPECT_NEAR(sample_of(1).loss(task::one_filter_network(kTorus)), mean, 1e-6);
}

// Along the gradient, where no ReLU is at its corner for these networks.
TEST(Sample, TheGradientIsTheLosssOwn) {
  for (const int steps : {1, 2}) {
    const Sample sample = sample_of(steps);
    nn::Network network = random_network(steps, 3);
    const std::vector<float> gradient = sample.gradient(network);
    double square = 0;
    for (const float slope : gradient) square += double{slope} * slope;
    const auto at = [&](double step) {
      nn::Network moved = network;
      for (std::size_t i = 0; i < gradient.size(); ++i) {
        moved.parameters()[i] += static_cast<float>(step * gradient[i]);
      }
      return sample.loss(moved);
    };
    const double step = 1e-3;
    EXPECT_NEAR((at(step) - at(-step)) / (2 * step) / square, 1, 0.02) << steps;
  }
}

TEST(Sample, TwoStepsHaveBoardsOfTheStreamAlone) {
  const nn::Network network = random_network(2, 1);
  EXPECT_EQ(sample_of(2).loss(network), sample_of(2).loss(network));
  EXPECT_NE(Sample(life_problem(2), base::Stream(6, "sample")).loss(network),
            sample_of(2).loss(network));
}

// The gradient of the loss of logits / kGraspTemperature, by the last layer's parameters divided.
std::vector<double> cool_gradient(const Sample& sample, nn::Network network) {
  const std::size_t last = network.weights_begin(4);
  for (float& parameter : network.parameters().subspan(last)) {
    parameter /= static_cast<float>(nn::kGraspTemperature);
  }
  const std::vector<float> slopes = sample.gradient(network);
  std::vector<double> gradient(slopes.begin(), slopes.end());
  for (std::size_t i = last; i < gradient.size(); ++i) gradient[i] /= nn::kGraspTemperature;
  return gradient;
}

// w (H g), H g by the difference of gradients along g.
TEST(Sample, GraspIsOnTheWindows) {
  const nn::Network network = random_network(1, 7);
  const Sample sample = sample_of(1);
  const std::vector<double> scores = sample.grasp_scores(network);
  ASSERT_EQ(scores.size(), network.parameters().size());
  const std::vector<double> gradient = cool_gradient(sample, network);
  const double length =
      std::sqrt(std::inner_product(gradient.begin(), gradient.end(), gradient.begin(), 0.));
  const auto moved = [&](double step) {
    nn::Network other = network;
    for (std::size_t i = 0; i < gradient.size(); ++i) {
      other.parameters()[i] += static_cast<float>(step * gradient[i] / length);
    }
    return cool_gradient(sample, other);
  };
  const double step = 1e-3;
  const std::vector<double> ahead = moved(step), behind = moved(-step);
  double product = 0, square = 0, other_square = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const double score = network.parameters()[i] * (ahead[i] - behind[i]) / (2 * step) * length;
    product += score * scores[i];
    square += score * score;
    other_square += scores[i] * scores[i];
  }
  EXPECT_GT(product, 0.999 * std::sqrt(square * other_square));
  EXPECT_NEAR(square / other_square, 1, 0.02);
  EXPECT_THROW(sample_of(2).grasp_scores(random_network(2, 1)), std::invalid_argument);
}

}  // namespace
}  // namespace pruned
