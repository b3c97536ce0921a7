#include "studies/harness/stopping_coverage.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <vector>

#include "base/check.h"
#include "studies/harness/stats.h"

namespace study {
namespace {

void check(const StoppingRule& rule) {
  base::require(rule.half_width > 0, "half width {}: needs a number above 0", rule.half_width);
  base::require(rule.max_trials >= 1, "max trials {}: needs at least 1", rule.max_trials);
}

/// A way to stop: `successes` at look `trials`.
struct Stop {
  double successes;
  double trials;
  Interval interval;
  double log_ways;  ///< orders of successes and failures that lead there past all earlier looks
};

double log_binomial(double n, double k) {
  return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
}

/// All ways to stop. Of the orders of s successes among n trials a share[s] has not stopped before;
/// the last trial is a success in s/n of them, so the shares of n + 1 follow from those of n.
std::vector<Stop> all_stops(const StoppingRule& rule) {
  check(rule);
  std::vector<Stop> stops;
  std::vector<double> share{1};
  std::int64_t trials = 0;
  for (bool go_on = true; go_on;) {
    const std::int64_t look = next_look(rule, trials);
    while (trials < look) {
      ++trials;
      const double n = static_cast<double>(trials);
      share.push_back(0);
      for (std::size_t s = share.size() - 1; s > 0; --s) {
        const double k = static_cast<double>(s);
        share[s] = (share[s - 1] * k + share[s] * (n - k)) / n;
      }
    }
    go_on = false;
    for (std::int64_t s = 0; s <= trials; ++s) {
      double& part = share[static_cast<std::size_t>(s)];
      if (part == 0) continue;
      if (!stops_at(rule, s, trials)) {
        go_on = true;
        continue;
      }
      const double n = static_cast<double>(trials);
      const double k = static_cast<double>(s);
      stops.push_back({k, n, wilson(s, trials), log_binomial(n, k) + std::log(part)});
      part = 0;
    }
  }
  return stops;
}

double probability(const Stop& stop, double p) {
  return std::exp(stop.log_ways + stop.successes * std::log(p) +
                  (stop.trials - stop.successes) * std::log1p(-p));
}

/// The least coverage between two neighbouring end points, where it does not jump.
MinimumCoverage minimum_between(const std::vector<Stop>& stops, double low, double high) {
  constexpr int kParts = 4;
  std::vector<Stop> covering;
  std::copy_if(stops.begin(), stops.end(), std::back_inserter(covering), [&](const Stop& stop) {
    return stop.interval.low <= low && high <= stop.interval.high;
  });
  MinimumCoverage minimum{1, low};
  for (int i = 0; i <= kParts; ++i) {
    const double p = low + (high - low) * i / kParts;
    if (p == 0) continue;  // coverage 1
    double coverage = 0;
    for (const Stop& stop : covering) coverage += probability(stop, p);
    if (coverage < minimum.coverage) minimum = {coverage, p};
  }
  return minimum;
}

}  // namespace

StoppingCoverage stopping_coverage(const StoppingRule& rule, double p) {
  base::require(p > 0 && p < 1, "p {}: needs a number between 0 and 1", p);
  StoppingCoverage result{0, 0};
  for (const Stop& stop : all_stops(rule)) {
    const double part = probability(stop, p);
    result.expected_trials += part * stop.trials;
    if (stop.interval.low <= p && p <= stop.interval.high) result.coverage += part;
  }
  return result;
}

MinimumCoverage minimum_coverage(const StoppingRule& rule) {
  const std::vector<Stop> stops = all_stops(rule);
  // What happens at p happens mirrored at 1 - p.
  constexpr double kMiddle = 0.5;
  std::vector<double> ends{0, kMiddle};
  for (const Stop& stop : stops) {
    for (const double end : {stop.interval.low, stop.interval.high}) {
      if (end < kMiddle) ends.push_back(end);
    }
  }
  std::sort(ends.begin(), ends.end());
  MinimumCoverage minimum{1, kMiddle};
  for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
    if (ends[i] == ends[i + 1]) continue;
    const MinimumCoverage piece = minimum_between(stops, ends[i], ends[i + 1]);
    if (piece.coverage < minimum.coverage) minimum = piece;
  }
  return minimum;
}

std::int64_t most_trials(const StoppingRule& rule) {
  check(rule);
  // Wilson's interval is widest at half the trials.
  std::int64_t look = next_look(rule, 0);
  while (!stops_at(rule, look / 2, look)) look = next_look(rule, look);
  return look;
}

}  // namespace study
