#pragma once

#include <cstdint>
#include <span>

// Statistics of studies:
//   stats.h              intervals of a success rate, and a test of pairs
//   kaplan_meier.h       boards to solution when failed trials are cut off by their budget
//   logistic.h           success against x = log m, and the m of 50 %
//   bootstrap.h          the interval of that m
//   stopping.h           adaptive stopping
//   stopping_coverage.h  what adaptive stopping does to the coverage of Wilson's interval
namespace study {

struct Interval {
  double low;
  double high;
};

/// Wilson's score interval of a success rate: the one for figures. Its coverage is close to the
/// confidence on average. Throws std::invalid_argument unless 0 <= successes <= trials, 1 <= trials
/// and 0 < confidence < 1. Example: wilson(32, 64) is {0.381, 0.619}.
Interval wilson(std::int64_t successes, std::int64_t trials, double confidence = 0.95);

/// Clopper and Pearson's exact interval: never covers less than the confidence, so it carries
/// claims of 'never' and 'always'. Errors as above. Example: clopper_pearson(0, 64) is {0, 0.056}.
Interval clopper_pearson(std::int64_t successes, std::int64_t trials, double confidence = 0.95);

struct Cluster {
  std::int64_t successes;
  std::int64_t trials;
};

/// Wilson's interval of the rate of all trials when those of one cluster need not be independent
/// (trainings of one network): it counts as many trials as independent ones would have the variance
/// that is seen between clusters (Kish's effective sample size, as Dean and Pagano 2015, J. Survey
/// Statistics and Methodology 3, 484-503, use it), at most all of them; if all clusters have the
/// same rate, one a cluster. Throws as wilson does for the sums, and std::invalid_argument when a
/// cluster has no trial. Example: wilson_clustered({{0, 10}, {10, 10}, {10, 10}, {0, 10}}) is that
/// of a rate of 0.5 in 3 trials.
Interval wilson_clustered(std::span<const Cluster> clusters, double confidence = 0.95);

/// McNemar's exact test of two treatments of the same subjects, of whom `first_only` succeeded only
/// with the first and `second_only` only with the second: the two-sided probability of a split at
/// least as uneven if both treatments are alike; 1 if both counts are 0. Throws
/// std::invalid_argument when one is negative. Example: mcnemar(8, 1) is 0.039.
double mcnemar(std::int64_t first_only, std::int64_t second_only);

}  // namespace study
