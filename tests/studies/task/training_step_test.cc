#include "studies/task/training_step.h"

#include <gtest/gtest.h>

#include "nn/init.h"
#include "studies/task/dataset.h"
#include "studies/task/life_network.h"

namespace task {
namespace {

const Training kTraining{{true, 0}, 8, 1e-3, 1000};

// Winograd's sums are others than the formula's; their values are not.
TEST(BoardSteps, FastestConvolutionsDoWhatDirectOnesDo) {
  for (const auto topology : {life::Topology::torus, life::Topology::dead_edge}) {
    for (const auto& [steps, m] : {std::pair{2, 1}, {2, 4}, {2, 9}, {3, 8}}) {
      const Problem problem{steps, life::Rule::conway(), topology};
      nn::Network network = life_network(steps, m, topology);
      base::Stream stream(4, "init");
      nn::initialise(network, nn::Initialisation::pytorch, stream);
      Dataset dataset(topology, kTraining.density, kTraining.batch, base::Stream(1, "data"),
                      base::Stream(1, "density"));
      dataset.next();
      BoardSteps fastest(network, problem, kTraining);
      BoardSteps direct(network, problem, kTraining, nn::Convolutions::direct);
      EXPECT_NEAR(fastest.accumulate(dataset.boards()).loss,
                  direct.accumulate(dataset.boards()).loss, 1e-6);
      for (std::size_t i = 0; i < network.parameters().size(); ++i) {
        ASSERT_NEAR(fastest.gradient()[i], direct.gradient()[i], 2e-6)
            << steps << "/" << m << " " << i;
      }
    }
  }
}

// One gradient for both steps: the sum of what two networks of their own parameters have.
TEST(BoardSteps, TiedStepsHaveTheSumOfBothGradients) {
  const Problem problem{2, life::Rule::conway(), life::Topology::torus};
  const auto form = NetworkForm::two_layer;
  nn::Network tied = make_network({form, Activation::tanh, true}, 2, 2, problem.topology);
  nn::Network untied = make_network({form, Activation::tanh}, 2, 2, problem.topology);
  base::Stream stream(4, "init");
  nn::initialise(tied, nn::Initialisation::pytorch, stream);
  const std::size_t half = tied.parameters().size();
  ASSERT_EQ(untied.parameters().size(), 2 * half);
  for (std::size_t i = 0; i < 2 * half; ++i) untied.parameters()[i] = tied.parameters()[i % half];
  Dataset dataset(problem.topology, kTraining.density, kTraining.batch, base::Stream(1, "data"),
                  base::Stream(1, "density"));
  dataset.next();
  BoardSteps one(tied, problem, kTraining), other(untied, problem, kTraining);
  EXPECT_NEAR(one.accumulate(dataset.boards()).loss, other.accumulate(dataset.boards()).loss, 1e-6);
  for (std::size_t i = 0; i < half; ++i) {
    EXPECT_NEAR(one.gradient()[i], other.gradient()[i] + other.gradient()[i + half], 1e-6) << i;
  }
}

TEST(BoardSteps, RefusesNetworksThatMakeOtherBoards) {
  const Problem problem{1, life::Rule::conway(), life::Topology::torus};
  const auto torus = nn::Padding::circular;
  for (const nn::Conv2d& layer : {nn::Conv2d{1, 1, 3, nn::Padding::valid},
                                  nn::Conv2d{2, 1, 3, torus}, nn::Conv2d{1, 2, 3, torus}}) {
    nn::Network network({layer});
    EXPECT_THROW(BoardSteps(network, problem, kTraining), std::invalid_argument);
  }
}

}  // namespace
}  // namespace task
