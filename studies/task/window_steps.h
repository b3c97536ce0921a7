#pragma once

#include <span>

#include "base/aligned_vector.h"
#include "nn/network.h"
#include "nn/optimizer.h"
#include "studies/task/problem.h"
#include "studies/task/training.h"
#include "studies/task/training_step.h"
#include "studies/task/window_network.h"

namespace task {

/// The training steps of BoardSteps for one-step networks, on the 512 windows weighted by how often
/// the batch holds them: the same loss and gradient but for rounding. Allocates nothing after
/// construction.
class WindowSteps {
 public:
  /// `network` must live as long as this; std::invalid_argument as WindowNetwork's constructor.
  WindowSteps(nn::Network& network, const Problem& problem, const Training& training);

  /// One optimiser step on a batch of 32x32 boards.
  BatchResult train_on(std::span<const life::Board> boards);

  /// Loss and, in gradient(), the gradient of a batch; no step.
  BatchResult accumulate(std::span<const life::Board> boards);
  std::span<const float> gradient() const { return windows_.gradient(); }

  /// Whether the network as it is now is right on all 512 windows.
  bool right_on_all_windows();

 private:
  nn::Network& network_;
  WindowNetwork windows_;
  nn::Adam adam_;
  std::span<const float> mask_;
  base::AlignedVector<float> targets_, weights_;
};

}  // namespace task
