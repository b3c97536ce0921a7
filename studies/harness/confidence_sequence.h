#pragma once

#include <cstdint>

// Limits of a success rate that hold at every number of trials at once, so that one may look after
// each trial and stop when it suits: H. Robbins, Statistical methods related to the law of the
// iterated logarithm, Annals of Mathematical Statistics 41 (1970), 1397-1409, with a uniform
// mixture on one side of the rate.
//
// M(p) is the likelihood of the outcomes averaged over all rates from p to 1, over that at p. While
// trials succeed with a probability of p or less, M(p) is a supermartingale that begins at 1, so by
// Ville's inequality it ever reaches 1 / e with a probability of at most e.
namespace study {

/// log M(rate): evidence that the success rate is above `rate`, 0 without trials. That it is below
/// is log_evidence_above(trials - successes, trials, 1 - rate). Throws std::invalid_argument unless
/// 0 <= successes <= trials and 0 < rate < 1. Example: log_evidence_above(16, 16, 0.5) is 8.95.
double log_evidence_above(std::int64_t successes, std::int64_t trials, double rate);

/// The largest rate with evidence of log(1 / error) at least that the success rate is above it; 0
/// when there is none. Ever above the true rate with a probability of at most `error`. Throws
/// std::invalid_argument also unless 0 < error <= 1/4. Example: lower_limit(16, 16, 0.025) is 0.72.
double lower_limit(std::int64_t successes, std::int64_t trials, double error);

/// The same from above. Example: upper_limit(0, 16, 0.025) is 0.28.
double upper_limit(std::int64_t successes, std::int64_t trials, double error);

}  // namespace study
