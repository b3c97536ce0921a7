#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "nn/mask.h"
#include "nn/network.h"

namespace nn {

/// Parameters that are pruned together: one weight, or a whole filter. Live while one of them is.
struct Part {
  std::size_t layer;                    ///< whose they are, in Network::layers()
  std::vector<std::size_t> parameters;  ///< in Network::parameters()
};

enum class Biases { kept, prunable };

/// A part a weight of the linear layers, in their order, and a part a bias if these are prunable.
/// The parameters of activations are not pruned; a tied layer has no parts of its own.
std::vector<Part> weight_parts(const Network& network, Biases biases);

/// A part an output channel of each linear layer but that which gives the network's output: its
/// weights and its bias, which is pruned too, since without weights it is all that the channel
/// gives. The weights that read the channel stay in the mask; shrink() takes them away.
std::vector<Part> filter_parts(const Network& network);

/// A score a part: the sum of its parameters'. Of magnitudes it is the L1 norm of a filter (Li et
/// al. 2017, arXiv 1608.08710), its bias included.
std::vector<double> part_scores(std::span<const Part> parts, std::span<const double> scores);

/// How many parts are live.
std::size_t live_count(const Mask& mask, std::span<const Part> parts);

/// Among which parts the lowest scores are looked for.
enum class Scope {
  global,     ///< all
  layerwise,  ///< those of a layer; each layer loses the same share of its live parts, rounded by
              ///< proportional_counts()
};

/// "global" or "layerwise"; throws std::invalid_argument that names what is allowed.
Scope parse_scope(std::string_view text);

/// Prunes the `count` live parts of lowest scores, one score a part: exactly so many, equal scores
/// by lot (selection.h). The scores of parts that are pruned already do not count and may be
/// anything. Throws std::invalid_argument for more than are live and for a live part's score that
/// is not a number, and then prunes nothing. Example, half of all weights by magnitude:
///   Mask mask(network.parameters().size());
///   const auto parts = weight_parts(network, Biases::kept);
///   const auto scores = part_scores(parts, magnitude_scores(network.parameters()));
///   prune(mask, parts, scores, parts.size() / 2, Scope::global, ties);
///   mask.apply(network.parameters());
void prune(Mask& mask, std::span<const Part> parts, std::span<const double> scores,
           std::size_t count, Scope scope, base::Stream& ties);

/// A score a part, of the network that a mask leaves.
using ScoresOf = std::function<std::vector<double>(const Mask&)>;

/// Prunes to live counts[0] parts, scores what is left anew, prunes to counts[1], and so on
/// (pruning_schedule.h gives counts). Nothing is trained in between. Throws std::invalid_argument
/// for a count above those before it.
void prune_in_rounds(Mask& mask, std::span<const Part> parts, std::span<const std::size_t> counts,
                     const ScoresOf& scores_of, Scope scope, base::Stream& ties);

}  // namespace nn
