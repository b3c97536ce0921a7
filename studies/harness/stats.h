#pragma once

#include <cstdint>

// Statistics of studies:
//   stats.h              intervals of a success rate
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

}  // namespace study
