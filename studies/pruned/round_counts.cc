#include "studies/pruned/round_counts.h"

#include <algorithm>
#include <iterator>

#include "nn/pruning_schedule.h"

namespace pruned {

std::vector<std::size_t> round_counts(std::size_t parts, std::size_t least, double share) {
  const std::size_t tenth = (parts + 5) / 10;
  if (tenth <= least) return nn::iterative(parts, least, share);
  std::vector<std::size_t> counts = nn::iterative(parts, tenth, share);
  std::ranges::copy(nn::iterative(tenth, least, share), std::back_inserter(counts));
  return counts;
}

}  // namespace pruned
