#pragma once

#include <functional>
#include <span>
#include <vector>

#include "base/random.h"
#include "nn/network.h"
#include "nn/pruning.h"

namespace nn {

// What a pruning goes by: a score a parameter, in the order of Network::parameters(); the lowest
// are pruned first (pruning.h). Spans have one value a parameter. synflow.h and grasp.h have two
// more criteria.

/// |w| (Han et al. 2015, arXiv 1506.02626).
std::vector<double> magnitude_scores(std::span<const float> parameters);

/// |w dL/dw|: magnitude times gradient, to first order by how much the loss changes without w. Of a
/// fresh network it is SNIP (Lee et al. 2019, arXiv 1810.02340, equation 6 without its common
/// factor): the gradient with respect to a mask that multiplies the weights.
std::vector<double> sensitivity_scores(std::span<const float> parameters,
                                       std::span<const float> gradient);

/// Uniform on (0, 1].
std::vector<double> random_scores(std::size_t count, base::Stream& stream);

/// |w - w0|, "movement" of Zhou et al. 2019 (arXiv 1905.01067).
std::vector<double> displacement_scores(std::span<const float> parameters,
                                        std::span<const float> initial);

/// Movement of Sanh et al. 2020 (arXiv 2005.07683, equation 4 without the learning rate): the sum
/// of -w dL/dw over training steps, positive for a weight that gradient descent drives away from 0.
class MovementScores {
 public:
  explicit MovementScores(std::size_t parameter_count) : scores_(parameter_count) {}

  /// Before each step of the optimiser, with the gradient that it is given.
  void add(std::span<const float> parameters, std::span<const float> gradient);

  std::span<const double> scores() const { return scores_; }

 private:
  std::vector<double> scores_;
};

/// For each part, the loss of the network without it and otherwise unchanged: exact, where the
/// others estimate. Calls `loss` once for each part that is not 0 already and once more. A score a
/// part, not a parameter.
std::vector<double> removal_scores(const Network& network, std::span<const Part> parts,
                                   const std::function<double(const Network&)>& loss);

}  // namespace nn
