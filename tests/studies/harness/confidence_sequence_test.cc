#include "studies/harness/confidence_sequence.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

#include "studies/harness/stats.h"

namespace study {
namespace {

/// The probability that `errs`, asked after each of the first `trials` trials, is ever true when
/// trials succeed with probability p: by going trial by trial.
template <class Errs>
double ever(std::int64_t trials, double p, const Errs& errs) {
  std::vector<double> never(static_cast<std::size_t>(trials) + 1);
  never[0] = 1;
  double found = 0;
  for (std::int64_t n = 1; n <= trials; ++n) {
    for (std::int64_t s = n; s >= 0; --s) {
      const auto i = static_cast<std::size_t>(s);
      never[i] = never[i] * (1 - p) + (s > 0 ? never[i - 1] * p : 0);
      if (never[i] == 0 || !errs(s, n)) continue;
      found += never[i];
      never[i] = 0;
    }
  }
  return found;
}

TEST(ConfidenceSequence, EvidenceIsTheMeanLikelihoodRatio) {
  EXPECT_NEAR(log_evidence_above(0, 0, 0.3), 0, 1e-14);
  // One success: the mean of q over q > p is (1 + p) / 2. One failure: that of 1 - q is (1 - p)
  // / 2.
  for (const double p : {0.01, 0.3, 0.9}) {
    EXPECT_NEAR(log_evidence_above(1, 1, p), std::log((1 + p) / (2 * p)), 1e-13);
    EXPECT_NEAR(log_evidence_above(0, 1, p), std::log(0.5), 1e-13);
  }
  // The mean of q^16 over q > 1/2 is 2 (1 - 2^-17) / 17.
  EXPECT_NEAR(log_evidence_above(16, 16, 0.5), std::log(2 * (65536 - 0.5) / 17), 1e-12);
}

TEST(ConfidenceSequence, EvidenceIsAMartingaleAtItsRate) {
  for (const double p : {0.05, 0.5, 0.8}) {
    for (const auto& [s, n] : {std::pair{0, 0}, {3, 10}, {9, 10}, {150, 300}}) {
      const double next = p * std::exp(log_evidence_above(s + 1, n + 1, p)) +
                          (1 - p) * std::exp(log_evidence_above(s, n + 1, p));
      const double now = std::exp(log_evidence_above(s, n, p));
      EXPECT_NEAR(next / now, 1, 1e-10) << p << ' ' << s << ' ' << n;
    }
  }
}

TEST(ConfidenceSequence, LimitsAreWhereTheEvidenceIsEnough) {
  for (const auto& [s, n] :
       {std::pair{1, 1}, {16, 16}, {444, 1024}, {1, 1000}, {999'999, 1'000'000}}) {
    for (const double error : {0.25, 0.025, 1e-6}) {
      const double limit = lower_limit(s, n, error);
      EXPECT_GT(limit, 0);
      EXPECT_LT(limit, static_cast<double>(s) / n);
      EXPECT_NEAR(log_evidence_above(s, n, limit), -std::log(error), 1e-6);
      EXPECT_LT(log_evidence_above(s, n, (limit + static_cast<double>(s) / n) / 2),
                -std::log(error));
      EXPECT_GT(log_evidence_above(s, n, limit * 0.9), -std::log(error));
      EXPECT_EQ(upper_limit(n - s, n, error), 1 - limit);
    }
  }
  EXPECT_EQ(lower_limit(0, 50, 0.025), 0);
  EXPECT_EQ(upper_limit(50, 50, 0.025), 1);
  EXPECT_EQ(lower_limit(0, 0, 0.025), 0);
}

/// Ville's bound, counted exactly for one who looks after every trial. Limits for a fixed number of
/// trials, looked at as often, break it.
TEST(ConfidenceSequence, LimitsHoldAtAllLooksAtOnce) {
  constexpr std::int64_t kTrials = 400;
  for (const double error : {0.2, 0.025, 0.001}) {
    for (const double p : {0.02, 0.45, 0.5, 0.97}) {
      const auto errs = [&](std::int64_t s, std::int64_t n) {
        return log_evidence_above(s, n, p) >= -std::log(error);
      };
      const double share = ever(kTrials, p, errs);
      EXPECT_LE(share, error) << p;
      EXPECT_GT(share, error / 20) << p;
    }
  }
  const double fixed = ever(kTrials, 0.5, [](std::int64_t s, std::int64_t n) {
    return clopper_pearson(s, n, 0.95).low > 0.5;
  });
  EXPECT_GT(fixed, 2 * 0.025);
}

TEST(ConfidenceSequence, RefusesWhatCannotBe) {
  EXPECT_THROW(log_evidence_above(2, 1, 0.5), std::invalid_argument);
  EXPECT_THROW(log_evidence_above(-1, 1, 0.5), std::invalid_argument);
  EXPECT_THROW(log_evidence_above(0, 1, 0), std::invalid_argument);
  EXPECT_THROW(log_evidence_above(0, 1, 1), std::invalid_argument);
  EXPECT_THROW(lower_limit(1, 2, 0), std::invalid_argument);
  EXPECT_THROW(upper_limit(1, 2, 0.3), std::invalid_argument);
}

}  // namespace
}  // namespace study
