#include "studies/task/window_steps.h"

#include <algorithm>

#include "studies/task/dataset.h"
#include "studies/task/window_form.h"

namespace task {

template <class Windows>
StepsOn<Windows>::StepsOn(nn::Network& network, const Problem& problem, const Training& training)
    : network_(network),
      windows_(network),
      loss_(training.loss),
      optimiser_(optimiser_of(training, network.parameters().size())),
      mask_(training.mask),
      targets_(kWindows),
      weights_(kWindows) {
  for (int window = 0; window < kWindows; ++window) {
    // The centre and the number of neighbours are the same by rows and by columns.
    targets_[static_cast<std::size_t>(window)] = alive_next(problem.rule, window);
  }
}

template <class Windows>
BatchResult StepsOn<Windows>::accumulate_shares(const WindowHistogram& counts, float share) {
  windows_.forward(network_);
  int wrong = 0;
  const std::span<const float> logits = windows_.logits();
  for (std::size_t window = 0; window < counts.size(); ++window) {
    weights_[window] = share * static_cast<float>(counts[window]);
    wrong |= int{counts[window] != 0} & int{(logits[window] > 0) != (targets_[window] > 0)};
  }
  const double loss = weighted_loss(loss_, logits, targets_, weights_, windows_.logits_gradient());
  windows_.backward(network_);
  return {loss, wrong == 0};
}

template <class Windows>
BatchResult StepsOn<Windows>::accumulate(std::span<const life::Board> boards) {
  return accumulate(count_windows(boards), boards.size());
}

template <class Windows>
BatchResult StepsOn<Windows>::accumulate(const WindowHistogram& counts, std::size_t boards) {
  return accumulate_shares(counts, 1.F / (static_cast<float>(boards) * kBoardSide * kBoardSide));
}

template <class Windows>
bool StepsOn<Windows>::right_on_all_windows() {
  windows_.forward(network_);
  return std::ranges::equal(windows_.logits(), targets_,
                            [](float logit, float target) { return (logit > 0) == (target > 0); });
}

template <class Windows>
BatchResult StepsOn<Windows>::step_after(BatchResult result) {
  optimiser_->step(network_.parameters(), windows_.gradient(), mask_);
  return result;
}

template <class Windows>
BatchResult StepsOn<Windows>::train_on(std::span<const life::Board> boards) {
  return step_after(accumulate(boards));
}

template <class Windows>
BatchResult StepsOn<Windows>::train_on(const WindowHistogram& counts, std::size_t boards) {
  return step_after(accumulate(counts, boards));
}

template <class Windows>
BatchResult StepsOn<Windows>::train_on_all_windows() {
  WindowHistogram once;
  once.fill(1);
  return step_after(accumulate_shares(once, 1.F / kWindows));
}

template class StepsOn<WindowNetwork>;
template class StepsOn<DenseWindows>;

}  // namespace task
