#include "studies/harness/confidence_sequence.h"

#include <boost/math/special_functions/beta.hpp>
#include <cmath>

#include "base/check.h"

namespace study {

double log_evidence_above(std::int64_t successes, std::int64_t trials, double rate) {
  base::require(successes >= 0 && successes <= trials,
                "{} successes of {} trials: needs 0 <= successes <= trials", successes, trials);
  base::require(rate > 0 && rate < 1, "rate {}: needs a number between 0 and 1", rate);
  const double s = static_cast<double>(successes);
  const double f = static_cast<double>(trials - successes);
  const double log_beta = std::lgamma(s + 1) + std::lgamma(f + 1) - std::lgamma(s + f + 2);
  const double log_share = std::log(boost::math::ibetac(s + 1, f + 1, rate));
  return log_beta + log_share - s * std::log(rate) - (f + 1) * std::log1p(-rate);
}

double lower_limit(std::int64_t successes, std::int64_t trials, double error) {
  constexpr double kMostError = 0.25;
  base::require(error > 0 && error <= kMostError, "error {}: needs a number above 0, up to {}",
                error, kMostError);
  if (successes == 0) return 0;
  // M falls up to s / (n + 1), and beyond is less than e, the largest ratio of two likelihoods
  // there; so it is never 1 / error again.
  double low = 0;
  double high = static_cast<double>(successes) / static_cast<double>(trials + 1);
  for (;;) {
    const double middle = (low + high) / 2;
    if (middle <= low || middle >= high) return low;
    (log_evidence_above(successes, trials, middle) >= -std::log(error) ? low : high) = middle;
  }
}

double upper_limit(std::int64_t successes, std::int64_t trials, double error) {
  return 1 - lower_limit(trials - successes, trials, error);
}

}  // namespace study
