#include "studies/harness/bootstrap.h"

#include <algorithm>
#include <vector>

#include "base/check.h"

namespace study {
namespace {

std::vector<Level> drawn(std::span<const Level> levels, const Logistic& fit, base::Stream& stream) {
  std::vector<Level> draw(levels.begin(), levels.end());
  for (Level& level : draw) {
    const double rate = fit(level.x);
    level.successes = 0;
    for (std::int64_t trial = 0; trial < level.trials; ++trial) {
      level.successes += stream.uniform() <= rate;
    }
  }
  return draw;
}

}  // namespace

HalfBootstrap bootstrap_half(std::span<const Level> levels, const Logistic& fit, double max_lapse,
                             base::Stream& stream, std::int64_t replicates) {
  base::require(replicates >= 39, "{} replicates: needs at least 39", replicates);
  std::vector<double> halves;
  for (std::int64_t i = 0; i < replicates; ++i) {
    const auto replicate = fit_logistic(drawn(levels, fit, stream), max_lapse);
    if (replicate) halves.push_back(replicate->half());
  }
  const auto estimates = static_cast<std::int64_t>(halves.size());
  HalfBootstrap result{replicates, replicates - estimates, std::nullopt};
  if (20 * result.without_estimate > replicates) return result;
  std::sort(halves.begin(), halves.end());
  // Of 999 the 25th from either end.
  const auto rank = std::max<std::int64_t>((estimates + 1) / 40, 1);
  result.interval = Interval{*(halves.begin() + (rank - 1)), *(halves.end() - rank)};
  return result;
}

}  // namespace study
