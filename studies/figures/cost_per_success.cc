#include "studies/figures/cost_per_success.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/check.h"
#include "studies/harness/join.h"

namespace figures {
namespace {

struct Sums {
  double cost = 0;
  std::int64_t solved = 0;

  void add(const PricedTrial& trial) {
    cost += trial.cost;
    solved += trial.solved;
  }

  double ratio() const {
    return solved == 0 ? std::numeric_limits<double>::infinity()
                       : cost / static_cast<double>(solved);
  }
};

Sums resampled(std::span<const PricedTrial> trials, base::Stream& stream) {
  Sums sums;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    // Uneven by less than trials / 2^32.
    sums.add(trials[(stream.next_u32() * std::uint64_t{trials.size()}) >> 32]);
  }
  return sums;
}

}  // namespace

study::Interval percentiles(std::vector<double> replicates) {
  std::ranges::sort(replicates);
  const std::size_t tail = std::max<std::size_t>((replicates.size() + 1) / 40, 1);
  return {replicates.at(tail - 1), replicates.at(replicates.size() - tail)};
}

CostPerSuccess cost_per_success(std::span<const PricedTrial> trials, base::Stream& stream) {
  base::require(!trials.empty(), "no trial: a cost needs at least one");
  Sums sums;
  for (const PricedTrial& trial : trials) sums.add(trial);
  CostPerSuccess result{static_cast<std::int64_t>(trials.size()), sums.solved, {}, 0, {}, {}};
  for (int i = 0; i < kReplicates; ++i) {
    result.replicates.push_back(resampled(trials, stream).ratio());
  }
  if (sums.solved == 0) {
    result.low = sums.cost / static_cast<double>(result.trials) /
                 study::clopper_pearson(0, result.trials).high;
    return result;
  }
  result.value = sums.ratio();
  const study::Interval interval = percentiles(result.replicates);
  result.low = interval.low;
  if (std::isfinite(interval.high)) result.high = interval.high;
  return result;
}

CostPerSuccess cost_per_success(std::span<const PricedTrial> trials, std::string_view cost,
                                const std::vector<std::string>& cell) {
  base::Stream stream(0, fmt::format("{} of {}", cost, study::join(cell, ",")));
  return cost_per_success(trials, stream);
}

}  // namespace figures
