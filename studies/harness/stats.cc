#include "studies/harness/stats.h"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
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

}  // namespace

Interval wilson(std::int64_t successes, std::int64_t trials, double confidence) {
  check(successes, trials, confidence);
  const double z = boost::math::quantile(boost::math::normal(), 0.5 + confidence / 2);
  const double n = static_cast<double>(trials);
  const double rate = static_cast<double>(successes) / n;
  const double scale = 1 + z * z / n;
  const double centre = (rate + z * z / (2 * n)) / scale;
  const double half = z * std::sqrt(rate * (1 - rate) / n + z * z / (4 * n * n)) / scale;
  // At 0 and n the bound is exact; rounding would leave 1e-17.
  return {successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half};
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
