#pragma once

#include <cstddef>
#include <map>
#include <span>

#include "base/random.h"
#include "nn/mask.h"
#include "nn/network.h"
#include "nn/pruning.h"

namespace nn {

/// How many parts are live in each layer that has parts.
using LayerCounts = std::map<std::size_t, std::size_t>;

LayerCounts live_counts(const Mask& mask, std::span<const Part> parts);

/// `keep` spread over the layers of a sparse network as Erdos and Renyi's random graphs are
/// (Mocanu et al. 2018, arXiv 1707.04780), with the kernel counted in (Evci et al. 2020, arXiv
/// 1911.11134): the live share of a layer is in proportion to (in + out + height + width) /
/// (in out height width), and full where that is above 1. Rounded to a sum of exactly `keep`, equal
/// remainders by lot. Throws std::invalid_argument for more than there are.
LayerCounts erdos_renyi_counts(const Network& network, std::span<const Part> parts,
                               std::size_t keep, base::Stream& ties);

/// So many parts of each layer live, drawn at random.
Mask random_mask(std::size_t parameter_count, std::span<const Part> parts,
                 const LayerCounts& counts, base::Stream& stream);

}  // namespace nn
