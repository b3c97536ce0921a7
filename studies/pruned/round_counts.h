#pragma once

#include <cstddef>
#include <vector>

namespace pruned {

/// How many parts each round keeps, from `parts` down to `least`: each prunes `share` of what the
/// one before it kept. A tenth of all, rounded, is always among them if it is not below `least`.
/// Throws as nn::iterative() does. Example: round_counts(100, 7, 0.5) is {50, 25, 13, 10, 7}.
std::vector<std::size_t> round_counts(std::size_t parts, std::size_t least, double share);

}  // namespace pruned
