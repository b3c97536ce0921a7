#include "studies/task/window_steps.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "nn/init.h"
#include "studies/task/dataset.h"
#include "studies/task/life_network.h"

namespace task {
namespace {

nn::Network fresh(int steps, int m, life::Topology topology) {
  nn::Network network = life_network(steps, m, topology);
  base::Stream stream(4, "init");
  nn::initialise(network, nn::Initialisation::pytorch, stream);
  return network;
}

// The windows of a batch, weighted by how often they occur, give the loss and gradient of its
// boards.
TEST(WindowSteps, SameLossAndGradientAsTheBoards) {
  for (const auto topology : {life::Topology::torus, life::Topology::dead_edge}) {
    for (const char* rule : {"B3/S23", "B0/S23"}) {
      for (const int m : {1, 2, 5, 8, 24}) {
        const Problem problem{1, life::Rule::parse(rule), topology};
        const Training training{{true, 0}, 8, 1e-3, 1000};
        nn::Network network = fresh(1, m, topology);
        Dataset dataset(topology, training.density, training.batch, base::Stream(1, "data"),
                        base::Stream(1, "density"));
        dataset.next();
        WindowSteps windows(network, problem, training);
        BoardSteps boards(network, problem, training);
        const BatchResult one = windows.accumulate(dataset.boards());
        const BatchResult other = boards.accumulate(dataset.boards());
        EXPECT_NEAR(one.loss, other.loss, 1e-5);
        EXPECT_EQ(one.clean, other.clean);
        for (std::size_t i = 0; i < network.parameters().size(); ++i) {
          ASSERT_NEAR(windows.gradient()[i], boards.gradient()[i], 2e-6) << rule << " m=" << m;
        }
      }
    }
  }
}

TEST(WindowSteps, BothPathsTrainAlike) {
  const Problem problem{1, life::Rule::conway(), life::Topology::torus};
  const Training training{{false, 0.38}, 8, 1e-3, 1000};
  nn::Network one = fresh(1, 2, problem.topology), other = one;
  Dataset dataset(problem.topology, training.density, training.batch, base::Stream(1, "data"),
                  base::Stream(1, "density"));
  WindowSteps windows(one, problem, training);
  BoardSteps boards(other, problem, training);
  for (int step = 0; step < 50; ++step) {
    dataset.next();
    EXPECT_NEAR(windows.train_on(dataset.boards()).loss, boards.train_on(dataset.boards()).loss,
                1e-4);
  }
  for (std::size_t i = 0; i < one.parameters().size(); ++i) {
    EXPECT_NEAR(one.parameters()[i], other.parameters()[i], 1e-4);
  }
}

const Problem kLife{1, life::Rule::conway(), life::Topology::torus};

nn::Network fresh_variant(const Architecture& architecture, int m) {
  nn::Network network = make_network(architecture, 1, m, kLife.topology);
  base::Stream stream(5, "init");
  nn::initialise(network, nn::Initialisation::pytorch, stream);
  return network;
}

std::vector<life::Board> some_boards() {
  Dataset dataset(kLife.topology, {true, 0}, 8, base::Stream(1, "data"),
                  base::Stream(1, "density"));
  dataset.next();
  return {dataset.boards().begin(), dataset.boards().end()};
}

TEST(DenseWindowSteps, AreThoseOfTheFasterPathOnThePapersForm) {
  for (const int m : {1, 3, 9}) {
    nn::Network network = fresh_variant({}, m);
    const Training training{{true, 0}, 8, 1e-3, 1000};
    WindowSteps fast(network, kLife, training);
    DenseWindowSteps dense(network, kLife, training);
    const auto boards = some_boards();
    const BatchResult one = fast.accumulate(boards), other = dense.accumulate(boards);
    EXPECT_NEAR(one.loss, other.loss, 1e-6);
    EXPECT_EQ(one.clean, other.clean);
    for (std::size_t i = 0; i < network.parameters().size(); ++i) {
      ASSERT_NEAR(fast.gradient()[i], dense.gradient()[i], 1e-6) << m << ' ' << i;
    }
  }
}

class EachVariant : public testing::TestWithParam<std::tuple<NetworkForm, Activation, Loss>> {};
/// Windows of others may lie at a kink of the loss, whose slope tests/nn/loss_test.cc has.
class EachSmoothVariant : public EachVariant {};

template <class... Losses>
auto variants_with(Losses... losses) {
  return testing::Combine(testing::Values(NetworkForm::paper, NetworkForm::two_layer),
                          testing::Values(Activation::relu, Activation::prelu, Activation::tanh,
                                          Activation::silu, Activation::quadratic),
                          testing::Values(losses...));
}

INSTANTIATE_TEST_SUITE_P(All, EachVariant,
                         variants_with(Loss::bce, Loss::mse, Loss::relu_mse, Loss::focal));
INSTANTIATE_TEST_SUITE_P(All, EachSmoothVariant, variants_with(Loss::bce, Loss::mse, Loss::focal));

TEST_P(EachVariant, SameLossAndGradientAsTheBoards) {
  const auto [form, activation, loss] = GetParam();
  nn::Network network = fresh_variant({form, activation, false, loss == Loss::relu_mse}, 2);
  network.parameters().back() = 0.5F;  // or a ReLU at the end may be 0 on every window
  const Training training{{true, 0}, 8, 1e-3, 1000, {}, Optimiser::adam, loss};
  DenseWindowSteps windows(network, kLife, training);
  BoardSteps boards(network, kLife, training);
  const auto batch = some_boards();
  const BatchResult one = windows.accumulate(batch), other = boards.accumulate(batch);
  EXPECT_NEAR(one.loss, other.loss, 1e-5);
  EXPECT_EQ(one.clean, other.clean);
  for (std::size_t i = 0; i < network.parameters().size(); ++i) {
    ASSERT_NEAR(windows.gradient()[i], boards.gradient()[i], 2e-6) << i;
  }
  EXPECT_NE(boards.gradient().back(), 0);
}

// Central differences of the loss; floats leave three digits.
TEST_P(EachSmoothVariant, GradientIsTheSlopeOfTheLoss) {
  const auto [form, activation, loss] = GetParam();
  nn::Network network = fresh_variant({form, activation}, 1);
  DenseWindowSteps windows(network, kLife, {{true, 0}, 8, 1e-3, 1000, {}, Optimiser::adam, loss});
  const auto batch = some_boards();
  windows.accumulate(batch);
  const std::vector<float> gradient(windows.gradient().begin(), windows.gradient().end());
  constexpr float kStep = 2e-3F;
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    const float parameter = network.parameters()[i];
    const auto loss_at = [&](float value) {
      network.parameters()[i] = value;
      return windows.accumulate(batch).loss;
    };
    const double slope = (loss_at(parameter + kStep) - loss_at(parameter - kStep)) / (2 * kStep);
    network.parameters()[i] = parameter;
    ASSERT_NEAR(gradient[i], slope, 1e-3) << i;
  }
}

TEST(DenseWindowSteps, APerceptronIsTheConvolutionSeenFromACell) {
  nn::Network convolution = fresh_variant({NetworkForm::two_layer}, 2);
  nn::Network perceptron = fresh_variant({NetworkForm::mlp}, 2);
  ASSERT_EQ(convolution.parameters().size(), perceptron.parameters().size());
  std::ranges::copy(convolution.parameters(), perceptron.parameters().begin());
  const Training training{{true, 0}, 8, 1e-3, 1000};
  DenseWindowSteps one(convolution, kLife, training), other(perceptron, kLife, training);
  for (int step = 0; step < 3; ++step) {
    EXPECT_EQ(one.train_on(some_boards()).loss, other.train_on(some_boards()).loss);
  }
  EXPECT_TRUE(std::ranges::equal(convolution.parameters(), perceptron.parameters()));
}

TEST(DenseWindowSteps, AllWindowsHaveTheSameWeight) {
  nn::Network network = fresh_variant({NetworkForm::mlp}, 1);
  std::ranges::fill(network.parameters(), 0.F);
  network.parameters().back() = -1;  // all dead; 140 windows live next, as 56 + 28 + 56 say
  DenseWindowSteps steps(network, kLife, {{true, 0}, 8, 0.5, 1000, {}, Optimiser::sgd});
  const double right = std::log1p(std::exp(-1.)), wrong = 1 + right;
  EXPECT_NEAR(steps.train_on_all_windows().loss, (140 * wrong + 372 * right) / 512, 1e-6);
  // Only the last bias has a gradient: the share of windows called alive, less that of living ones.
  EXPECT_NEAR(network.parameters().back(), -1 - 0.5 * (1 / (1 + std::exp(1.)) - 140 / 512.), 1e-6);
}

TEST(HasWindowForm, UnlessMoreThanAWindowOrAParameterTwice) {
  const auto torus = nn::Padding::circular;
  const auto has = [](std::vector<nn::Layer> layers) {
    return has_window_form(nn::Network(std::move(layers)));
  };
  EXPECT_TRUE(has({nn::Conv2d{1, 2, 3, torus}, nn::Tanh{}, nn::Conv2d{2, 1, 1, torus}}));
  EXPECT_TRUE(has({nn::Dense{9, 2}, nn::Quadratic{2}, nn::Dense{2, 1}}));
  EXPECT_FALSE(has({nn::Conv2d{1, 2, 3, torus}, nn::Conv2d{2, 1, 3, torus}}));
  EXPECT_FALSE(has({nn::Conv2d{9, 1, 1, torus}}));
  EXPECT_FALSE(has({nn::Conv2d{1, 1, 3, nn::Padding::valid}}));
  EXPECT_FALSE(has({nn::Dense{9, 2}}));
  EXPECT_FALSE(has({nn::Dense{9, 1}, nn::Dense{1, 1}, nn::Tied{1}}));
  EXPECT_FALSE(has({nn::Dense{9, 1}, nn::Dense{1, 1}, nn::Skip{1}}));
}

}  // namespace
}  // namespace task
