#pragma once

#include <vector>

#include "base/random.h"
#include "life/board.h"
#include "nn/network.h"
#include "studies/task/problem.h"

namespace pruned {

/// Boards that scores are computed on where windows are too many.
inline constexpr int kSampleBoards = 64;

/// What the loss of a network L(n, m) and its gradient are taken on when weights are scored: the
/// mean binary cross-entropy over windows of which all count alike, since a network is exact or not
/// on all of them. One step: all 512. More: the windows of kSampleBoards boards of density 0.5,
/// which makes all as likely.
/// Example:
///   const Sample sample(problem, trial.stream("sample"));
///   scores = nn::sensitivity_scores(network.parameters(), sample.gradient(network));
class Sample {
 public:
  /// Boards are drawn from `cells`.
  Sample(const task::Problem& problem, const base::Stream& cells);

  double loss(const nn::Network& network) const;
  std::vector<float> gradient(const nn::Network& network) const;

  /// nn::grasp_scores() on the 512 windows. Throws std::invalid_argument for more than one step.
  std::vector<double> grasp_scores(const nn::Network& network) const;

 private:
  struct Slope {
    double loss;
    std::vector<float> gradient;
  };
  Slope on_windows(const nn::Network& network) const;
  Slope on_boards(const nn::Network& network) const;
  Slope slope(const nn::Network& network) const;

  task::Problem problem_;
  std::vector<life::Board> boards_;
};

}  // namespace pruned
