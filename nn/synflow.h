#pragma once

#include <vector>

#include "nn/pruning.h"

namespace nn {

/// SynFlow (Tanaka et al. 2020, arXiv 2006.05467): |w dR/dw|, a score a parameter, where R is the
/// sum of the outputs of the network with all parameters replaced by their absolute values and
/// pruned ones by 0, on planes of height x width that are 1 everywhere. No data is looked at.
/// With ReLUs the sum of a layer's weight scores, plus that of the bias scores from this layer on,
/// is R, whatever the layer. On a torus the size changes all scores by one factor, so 1 x 1 will
/// do; with zero padding it is the board's. Values above 3e38 become infinite.
std::vector<double> synflow_scores(const Network& network, const Mask& mask, int height, int width);

/// Their rounds of scoring and pruning.
inline constexpr int kSynflowRounds = 100;

/// Prunes until exactly `keep` (at least 1) parts are live, the others by the sum of their
/// parameters' SynFlow scores in kSynflowRounds rounds of the exponential schedule.
/// Example, a tenth of the weights:
///   prune_by_synflow(mask, network, parts, parts.size() / 10, Scope::global, 1, 1, ties);
void prune_by_synflow(Mask& mask, const Network& network, std::span<const Part> parts,
                      std::size_t keep, Scope scope, int height, int width, base::Stream& ties);

}  // namespace nn
