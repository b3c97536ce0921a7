#include "studies/harness/stats.h"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "base/check.h"

namespace study {
namespace {

void check(std::int64_t successes, std::int64_t trials, double confidence) {
  base::require(trials >= 1 && successes >= 0 && successes <= trials,
                "{} successes of {} trials: needs 0 <= successes <= trials, 1 <= trials", successes,
                trials);
  base::require(confidence > 0 && confidence < 1, "confidence {}: needs a number between 0 and 1",
                confidence);
}

double real(std::int64_t count) { return static_cast<double>(count); }

/// Of a rate that was seen in n trials, not always a whole number of them.
Interval wilson_of_rate(double rate, double n, double confidence) {
  const double z = boost::math::quantile(boost::math::normal(), 0.5 + confidence / 2);
  const double scale = 1 + z * z / n;
  const double centre = (rate + z * z / (2 * n)) / scale;
  const double half = z * std::sqrt(rate * (1 - rate) / n + z * z / (4 * n * n)) / scale;
  // At 0 and 1 the bound is exact; rounding would leave 1e-17.
  return {rate == 0 ? 0 : centre - half, rate == 1 ? 1 : centre + half};
}

}  // namespace

Interval wilson(std::int64_t successes, std::int64_t trials, double confidence) {
  check(successes, trials, confidence);
  return wilson_of_rate(real(successes) / real(trials), real(trials), confidence);
}

Interval wilson_clustered(std::span<const Cluster> clusters, double confidence) {
  Cluster all{0, 0};
  for (const Cluster& cluster : clusters) {
    check(cluster.successes, cluster.trials, confidence);
    all.successes += cluster.successes;
    all.trials += cluster.trials;
  }
  check(all.successes, all.trials, confidence);
  const double rate = real(all.successes) / real(all.trials);
  double squares = 0;
  for (const Cluster& cluster : clusters) {
    // In whole numbers, so that equal rates differ by exactly 0.
    squares += std::pow(
        real(cluster.successes * all.trials - all.successes * cluster.trials) / real(all.trials),
        2);
  }
  const double count = static_cast<double>(clusters.size());
  if (squares == 0) return wilson_of_rate(rate, count, confidence);
  const double variance = squares * count / (count - 1) / std::pow(real(all.trials), 2);
  return wilson_of_rate(rate, std::min(real(all.trials), rate * (1 - rate) / variance), confidence);
}

double mcnemar(std::int64_t first_only, std::int64_t second_only) {
  base::require(first_only >= 0 && second_only >= 0,
                "pairs that differ, {} and {}: need to be 0 or more", first_only, second_only);
  const std::int64_t pairs = first_only + second_only;
  if (pairs == 0) return 1;
  const boost::math::binomial_distribution<> fair(real(pairs), 0.5);
  return std::min(1.0, 2 * cdf(fair, real(std::min(first_only, second_only))));
}

Interval clopper_pearson(std::int64_t successes, std::int64_t trials, double confidence) {
  check(successes, trials, confidence);
  const double tail = (1 - confidence) / 2;
  const double k = static_cast<double>(successes);
  const double misses = static_cast<double>(trials - successes);
  using boost::math::beta_distribution;
  return {successes == 0 ? 0 : quantile(beta_distribution<>(k, misses + 1), tail),
          successes == trials ? 1 : quantile(complement(beta_distribution<>(k + 1, misses), tail))};
}

}  // namespace study
