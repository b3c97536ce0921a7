#include "studies/pruned/sample.h"

#include "base/aligned_vector.h"
#include "base/check.h"
#include "nn/grasp.h"
#include "nn/loss.h"
#include "studies/task/dataset.h"
#include "studies/task/training_step.h"
#include "studies/task/window_form.h"
#include "studies/task/window_network.h"

namespace pruned {
namespace {

constexpr float kShare = 1.F / task::kWindows;

}  // namespace

Sample::Sample(const task::Problem& problem, const base::Stream& cells) : problem_(problem) {
  if (problem.steps == 1) return;
  task::Dataset dataset(problem.topology, {false, 0.5}, kSampleBoards, cells, cells);
  dataset.next();
  boards_.assign(dataset.boards().begin(), dataset.boards().end());
}

double Sample::loss(const nn::Network& network) const { return slope(network).loss; }

std::vector<float> Sample::gradient(const nn::Network& network) const {
  return slope(network).gradient;
}

Sample::Slope Sample::slope(const nn::Network& network) const {
  return problem_.steps == 1 ? on_windows(network) : on_boards(network);
}

Sample::Slope Sample::on_windows(const nn::Network& network) const {
  base::AlignedVector<float> targets(task::kWindows), weights(task::kWindows, kShare);
  for (int window = 0; window < task::kWindows; ++window) {
    // By rows or by columns: the centre and the number of neighbours are the same.
    targets[static_cast<std::size_t>(window)] = task::alive_next(problem_.rule, window);
  }
  task::WindowNetwork windows(network);
  windows.forward(network);
  const double loss =
      nn::bce_with_logits(windows.logits(), targets, weights, windows.logits_gradient());
  windows.backward(network);
  return {loss, {windows.gradient().begin(), windows.gradient().end()}};
}

Sample::Slope Sample::on_boards(const nn::Network& network) const {
  nn::Network copy = network;
  task::BoardSteps steps(copy, problem_, {{false, 0.5}, kSampleBoards, 0, kSampleBoards});
  const double loss = steps.accumulate(boards_).loss;
  const auto gradient = steps.gradient();
  return {loss, {gradient.begin(), gradient.end()}};
}

std::vector<double> Sample::grasp_scores(const nn::Network& network) const {
  base::require(problem_.steps == 1, "GraSP of {} steps: needs one, whose windows are few",
                problem_.steps);
  std::vector<double> input(9 * task::kWindows), targets(task::kWindows),
      weights(task::kWindows, 1. / task::kWindows);
  for (int window = 0; window < task::kWindows; ++window) {
    const auto sample = static_cast<std::size_t>(window);
    targets[sample] = task::alive_next(problem_.rule, window);
    for (int cell = 0; cell < 9; ++cell) {
      input[static_cast<std::size_t>(cell) * task::kWindows + sample] =
          window >> task::window_bit(cell / 3, cell % 3) & 1;
    }
  }
  // The window form has the network's parameters in the same order.
  return nn::grasp_scores(task::window_form(network), 1, task::kWindows, input, targets, weights);
}

}  // namespace pruned
