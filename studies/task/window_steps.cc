#include "studies/task/window_steps.h"

#include <algorithm>

#include "nn/loss.h"
#include "studies/task/dataset.h"
#include "studies/task/window_form.h"
#include "studies/task/window_histogram.h"

namespace task {

WindowSteps::WindowSteps(nn::Network& network, const Problem& problem, const Training& training)
    : network_(network),
      windows_(network),
      adam_(network.parameters().size(),
            {.learning_rate = static_cast<float>(training.learning_rate)}),
      mask_(training.mask),
      targets_(kWindows),
      weights_(kWindows) {
  for (int window = 0; window < kWindows; ++window) {
    // The centre and the number of neighbours are the same by rows and by columns.
    targets_[static_cast<std::size_t>(window)] = alive_next(problem.rule, window);
  }
}

BatchResult WindowSteps::accumulate(std::span<const life::Board> boards) {
  const WindowHistogram counts = count_windows(boards);
  const float share = 1.F / (static_cast<float>(boards.size()) * kBoardSide * kBoardSide);
  windows_.forward(network_);
  int wrong = 0;
  const std::span<const float> logits = windows_.logits();
  for (std::size_t window = 0; window < counts.size(); ++window) {
    weights_[window] = share * static_cast<float>(counts[window]);
    wrong |= int{counts[window] != 0} & int{(logits[window] > 0) != (targets_[window] > 0)};
  }
  const double loss = nn::bce_with_logits(logits, targets_, weights_, windows_.logits_gradient());
  windows_.backward(network_);
  return {loss, wrong == 0};
}

bool WindowSteps::right_on_all_windows() {
  windows_.forward(network_);
  return std::ranges::equal(windows_.logits(), targets_,
                            [](float logit, float target) { return (logit > 0) == (target > 0); });
}

BatchResult WindowSteps::train_on(std::span<const life::Board> boards) {
  const BatchResult result = accumulate(boards);
  adam_.step(network_.parameters(), windows_.gradient(), mask_);
  return result;
}

}  // namespace task
