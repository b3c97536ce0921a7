#pragma once

#include <memory>
#include <span>

#include "base/aligned_vector.h"
#include "nn/network.h"
#include "nn/optimizer.h"
#include "studies/task/dense_windows.h"
#include "studies/task/problem.h"
#include "studies/task/training.h"
#include "studies/task/training_step.h"
#include "studies/task/window_histogram.h"
#include "studies/task/window_network.h"

namespace task {

/// The training steps of BoardSteps for one-step networks, on the 512 windows weighted by how often
/// the batch holds them: the same loss and gradient but for rounding. `Windows`, WindowNetwork or
/// DenseWindows, runs the network on them. Allocates nothing after construction.
template <class Windows>
class StepsOn {
 public:
  /// `network` must live as long as this; std::invalid_argument as Windows' constructor.
  StepsOn(nn::Network& network, const Problem& problem, const Training& training);

  /// One optimiser step on a batch of 32x32 boards.
  BatchResult train_on(std::span<const life::Board> boards);

  /// The same on the windows of so many boards.
  BatchResult train_on(const WindowHistogram& counts, std::size_t boards);

  /// The same on all 512 windows, each with the same weight.
  BatchResult train_on_all_windows();

  /// Loss and, in gradient(), the gradient of a batch; no step.
  BatchResult accumulate(std::span<const life::Board> boards);
  std::span<const float> gradient() const { return windows_.gradient(); }
  const nn::Optimizer& optimiser() const { return *optimiser_; }

  /// Whether the network as it is now is right on all 512 windows.
  bool right_on_all_windows();

 private:
  BatchResult accumulate(const WindowHistogram& counts, std::size_t boards);
  BatchResult accumulate_shares(const WindowHistogram& counts, float share);
  BatchResult step_after(BatchResult result);

  nn::Network& network_;
  Windows windows_;
  Loss loss_;
  std::shared_ptr<nn::Optimizer> optimiser_;
  std::span<const float> mask_;
  base::AlignedVector<float> targets_, weights_;
};

/// For networks of the form of L(1, m).
using WindowSteps = StepsOn<WindowNetwork>;

/// For all that has_window_form().
using DenseWindowSteps = StepsOn<DenseWindows>;

}  // namespace task
