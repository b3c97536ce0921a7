#include "studies/task/window_steps.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace task
