#pragma once

#include <memory>
#include <span>
#include <vector>

#include "base/aligned_vector.h"
#include "life/batch.h"
#include "life/board.h"
#include "nn/loss.h"
#include "nn/network.h"
#include "nn/optimizer.h"
#include "nn/workspace.h"
#include "studies/task/problem.h"
#include "studies/task/training.h"

namespace task {

/// What one batch did.
struct BatchResult {
  double loss;  ///< mean loss over the cells of the batch, before the step
  bool clean;   ///< no cell was wrong, before the step
};

/// Training steps on boards: the convolutions run over every cell. For any number of steps.
class BoardSteps {
 public:
  /// `network` must live as long as this. Throws std::invalid_argument unless it makes of one
  /// channel one of the same size.
  BoardSteps(nn::Network& network, const Problem& problem, const Training& training,
             nn::Convolutions convolutions = nn::Convolutions::fastest);

  /// One optimiser step on a batch, whose generation to be predicted it makes first.
  BatchResult train_on(std::span<const life::Board> boards);

  /// The same with boards[i]'s generation to be predicted given in futures[i].
  BatchResult train_on(std::span<const life::Board> boards, std::span<const life::Board> futures);

  /// Loss and, in gradient(), the gradient of a batch; no step.
  BatchResult accumulate(std::span<const life::Board> boards);
  std::span<const float> gradient() { return workspace_.gradient(); }
  const nn::Optimizer& optimiser() const { return *optimiser_; }

 private:
  std::span<const life::Board> futures_of(std::span<const life::Board> boards);
  BatchResult accumulate(std::span<const life::Board> boards, std::span<const life::Board> futures);
  nn::BatchLoss board_loss(std::span<const float> targets, float share);

  nn::Network& network_;
  Problem problem_;
  nn::Workspace workspace_;
  Loss loss_;
  std::shared_ptr<nn::Optimizer> optimiser_;
  std::span<const float> mask_;
  life::Batch generations_;
  std::vector<life::Board> futures_;
  nn::Planes targets_;
  base::AlignedVector<float> shares_;  // of the cells in the loss, where it is not bce
};

}  // namespace task
