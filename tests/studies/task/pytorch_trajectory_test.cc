#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/file.h"
#include "nn/network_file.h"
#include "studies/task/life_network.h"
#include "studies/task/training_step.h"
#include "studies/task/window_steps.h"

// Twenty Adam steps of L(n, m) as PyTorch took them: tests/vectors/README.md.

namespace task {
namespace {

using nlohmann::json;

// Rows of eight hexadecimal digits, the leftmost cell the lowest bit.
life::Board parse_board(const json& rows) {
  life::Board board(kBoardSide, kBoardSide, life::Topology::torus);
  for (int y = 0; y < kBoardSide; ++y) {
    const auto row = rows.at(static_cast<std::size_t>(y)).get<std::string>();
    board.row(y)[0] = std::stoul(row, nullptr, 16);
  }
  return board;
}

double largest(const std::vector<double>& values) {
  double result = 0;
  for (const double value : values) result = std::max(result, std::abs(value));
  return result;
}

class PytorchTrajectory : public testing::TestWithParam<const char*> {
 protected:
  std::vector<life::Board> boards(std::size_t step) const {
    std::vector<life::Board> batch;
    for (const json& rows : vectors.at("boards")[step]) batch.push_back(parse_board(rows));
    return batch;
  }

  // Twenty steps from a copy of the network.
  template <class Steps>
  void expect_steps() const {
    const std::vector<double> losses = vectors.at("losses"), end = vectors.at("final_parameters");
    nn::Network trained = network;
    Steps steps(trained, problem, training);
    for (std::size_t step = 0; step < losses.size(); ++step) {
      EXPECT_NEAR(steps.train_on(boards(step)).loss, losses[step], 1e-5 * losses[step]) << step;
    }
    ASSERT_EQ(trained.parameters().size(), end.size());
    for (std::size_t i = 0; i < end.size(); ++i) {
      EXPECT_NEAR(trained.parameters()[i], end[i], 1e-4 * std::max(std::abs(end[i]), 0.01)) << i;
    }
  }

  const json vectors = json::parse(base::read_file(
      MINLIFE_SOURCE_DIR "/tests/vectors/pytorch/trajectory_" + std::string(GetParam()) + ".json"));
  const Problem problem{vectors.at("steps"), life::Rule::conway(), life::Topology::torus};
  const Training training{{false, 0.38}, 2, 1e-3, 1000};
  nn::Network network = nn::network_from_json(vectors.at("network").dump());
};

TEST_P(PytorchTrajectory, IsOfTheFamily) {
  const nn::Network life =
      life_network(problem.steps, vectors.at("overcompleteness"), life::Topology::torus);
  EXPECT_TRUE(std::ranges::equal(network.layers(), life.layers()));
}

TEST_P(PytorchTrajectory, FirstGradientAgrees) {
  const std::vector<double> expected = vectors.at("first_gradient");
  BoardSteps steps(network, problem, training);
  steps.accumulate(boards(0));
  ASSERT_EQ(steps.gradient().size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_NEAR(steps.gradient()[i], expected[i],
                1e-4 * std::max(std::abs(expected[i]), largest(expected) / 100))
        << i;
  }
}

TEST_P(PytorchTrajectory, LossesAndFinalParametersAgree) {
  expect_steps<BoardSteps>();
  if (problem.steps == 1) expect_steps<WindowSteps>();
}

INSTANTIATE_TEST_SUITE_P(Networks, PytorchTrajectory, testing::Values("1_2", "2_4", "3_3"),
                         [](const auto& tested) { return std::string(tested.param); });

}  // namespace
}  // namespace task
