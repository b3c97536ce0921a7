#pragma once

#include <cstdint>

#include "studies/harness/stopping.h"

namespace study {

struct StoppingCoverage {
  double coverage;         ///< probability that the Wilson 95 % interval at the stop contains p
  double expected_trials;  ///< until the stop
};

/// What a stopping rule does to a cell whose trials succeed with probability p, exactly: no
/// simulation, no approximation but rounding. Looking several times and stopping at a narrow
/// interval favours intervals that are narrow by chance, so coverage differs from that of a fixed
/// number of trials. Throws std::invalid_argument unless 0 < p < 1, 0 < half_width and
/// 1 <= max_trials. Cost: n * n / 2 multiplications when cells need at most n trials.
/// Example: stopping_coverage({0.1, 1024}, 0.5).
StoppingCoverage stopping_coverage(const StoppingRule& rule, double p);

struct MinimumCoverage {
  double coverage;
  double p;  ///< from 0 to 1/2; 1 - p has the same. At a jump it is approached from one side only
};

/// The least coverage of a rule over all p in (0, 1). Coverage is a polynomial of p between
/// neighbouring end points of intervals and jumps at them; it is taken in the limit at both ends of
/// every such piece and at three points inside. Errors as above. Cost: about n * n when cells need
/// at most n trials.
MinimumCoverage minimum_coverage(const StoppingRule& rule);

/// The most trials that a cell may need under a rule, max_trials or fewer. Errors as above. Cheap.
std::int64_t most_trials(const StoppingRule& rule);

}  // namespace study
