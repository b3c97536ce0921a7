#include "nn/pruning_schedule.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace nn {
namespace {

void check_counts(std::size_t live, std::size_t keep) {
  base::require(keep <= live, "keep {}: needs at most the {} that are live", keep, live);
}

// `kept`(t) rounded, t = 1 / rounds, 2 / rounds, ..., 1.
template <class Kept>
std::vector<std::size_t> counts_of(std::size_t live, std::size_t keep, int rounds, Kept kept) {
  check_counts(live, keep);
  base::require(rounds >= 1, "{} rounds: needs at least 1", rounds);
  std::vector<std::size_t> counts;
  for (int round = 1; round < rounds; ++round) {
    const auto count =
        static_cast<std::size_t>(std::llround(kept(round / static_cast<double>(rounds))));
    counts.push_back(std::clamp(count, keep, counts.empty() ? live : counts.back()));
  }
  counts.push_back(keep);
  return counts;
}

}  // namespace

std::vector<std::size_t> one_shot(std::size_t live, std::size_t keep) {
  check_counts(live, keep);
  return {keep};
}

std::vector<std::size_t> iterative(std::size_t live, std::size_t keep, double share) {
  check_counts(live, keep);
  base::require(share > 0 && share <= 1, "share {}: needs 0 < share <= 1", share);
  std::vector<std::size_t> counts;
  for (std::size_t left = live; left > keep || counts.empty();) {
    const auto taken = static_cast<std::size_t>(std::llround(share * static_cast<double>(left)));
    left -= std::min(left - keep, std::max(taken, std::size_t{1}));
    counts.push_back(left);
  }
  return counts;
}

std::vector<std::size_t> exponential(std::size_t live, std::size_t keep, int rounds) {
  base::require(keep >= 1, "keep 0: an exponential schedule needs at least 1");
  const auto all = static_cast<double>(live), last = static_cast<double>(keep);
  return counts_of(live, keep, rounds, [&](double t) { return all * std::pow(last / all, t); });
}

std::vector<std::size_t> gradual(std::size_t live, std::size_t keep, int rounds) {
  const auto all = static_cast<double>(live), last = static_cast<double>(keep);
  return counts_of(live, keep, rounds, [&](double t) {
    const double left = 1 - t;
    return last + (all - last) * left * left * left;
  });
}

}  // namespace nn
