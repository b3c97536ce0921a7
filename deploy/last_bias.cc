#include "deploy/last_bias.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace deploy {
namespace {

struct Range {
  std::int32_t highest_dead = std::numeric_limits<std::int32_t>::min();
  std::int32_t lowest_alive = std::numeric_limits<std::int32_t>::max();
};

Range range_of(std::span<const std::int32_t> sums, std::span<const std::uint8_t> alive) {
  Range range;
  for (std::size_t k = 0; k < sums.size(); ++k) {
    if (alive[k] != 0) {
      range.lowest_alive = std::min(range.lowest_alive, sums[k]);
    } else {
      range.highest_dead = std::max(range.highest_dead, sums[k]);
    }
  }
  return range;
}

struct Labelled {
  std::int32_t sum;
  bool alive;
};

}  // namespace

Threshold best_threshold(std::span<const std::int32_t> sums, std::span<const std::uint8_t> alive) {
  const auto [highest_dead, lowest_alive] = range_of(sums, alive);
  if (highest_dead < lowest_alive) {
    const std::int64_t gap = std::int64_t{lowest_alive} - 1 - highest_dead;
    return {static_cast<std::int32_t>(highest_dead + gap / 2), 0};
  }
  // Sums outside the two are right with every threshold between them.
  std::vector<Labelled> mixed;
  for (std::size_t k = 0; k < sums.size(); ++k) {
    if (sums[k] >= lowest_alive && sums[k] <= highest_dead) {
      mixed.push_back({sums[k], alive[k] != 0});
    }
  }
  std::ranges::sort(mixed, {}, &Labelled::sum);
  std::int64_t errors = std::ranges::count(mixed, false, &Labelled::alive);
  Threshold best{lowest_alive - 1, errors};
  for (std::size_t k = 0; k < mixed.size(); ++k) {
    errors += mixed[k].alive ? 1 : -1;
    const bool whole = k + 1 == mixed.size() || mixed[k + 1].sum > mixed[k].sum;
    if (whole && errors < best.errors) best = {mixed[k].sum, errors};
  }
  return best;
}

}  // namespace deploy
