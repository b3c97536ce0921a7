#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "nn/pruning.h"
#include "studies/pruned/sample.h"
#include "studies/task/problem.h"

namespace pruned {

/// By what weights are pruned; nn/pruning_scores.h, synflow.h and grasp.h say how each scores.
enum class Criterion {
  magnitude,
  magnitude_layerwise,  ///< each layer loses the same share
  sensitivity,          ///< magnitude times gradient
  random,
  synflow,
  grasp,
  displacement,  ///< from the initial value
  removal,       ///< the loss without the weight, exactly
  filters,       ///< whole channels by their L1 norm, each layer losing the same share
  movement,      ///< summed while a network is trained: nn::GradualPruning has it, no Scorer
};

/// As studies spell them: "magnitude", "magnitude-layerwise", ...
const std::vector<std::string>& criterion_names();

/// Throws std::invalid_argument that names what is allowed.
Criterion parse_criterion(std::string_view text);

/// Whether the scores of what is left change when something is pruned and nothing trained.
bool depends_on_rest(Criterion criterion);

nn::Scope scope_of(Criterion criterion);

/// What it prunes: weights (and biases, if prunable), or channels.
std::vector<nn::Part> parts_of(Criterion criterion, const nn::Network& network, nn::Biases biases);

/// Scores the parts of networks, a score a part; the lowest are pruned first.
/// Example:
///   Scorer scorer(Criterion::magnitude, problem, Sample(problem, cells), initial, random);
///   nn::prune(mask, parts, scorer.scores(network, mask, parts), count, scope_of(criterion), ties);
class Scorer {
 public:
  /// Throws std::invalid_argument for movement. `initial`: the parameters before training, for
  /// displacement; `random`: for random scores.
  Scorer(Criterion criterion, const task::Problem& problem, Sample sample,
         std::vector<float> initial, const base::Stream& random);

  /// `network` with its pruned parameters at 0.
  std::vector<double> scores(const nn::Network& network, const nn::Mask& mask,
                             std::span<const nn::Part> parts);

 private:
  Criterion criterion_;
  task::Problem problem_;
  Sample sample_;
  std::vector<float> initial_;
  base::Stream random_;
};

}  // namespace pruned
