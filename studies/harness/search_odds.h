#pragma once

#include <cstdint>

#include "studies/harness/search.h"

namespace study {

/// How the test of one value ends.
struct SearchOdds {
  double above;  ///< probabilities, with a sum of 1
  double below;
  double near;
  double undecided;
  double expected_trials;
};

/// Of one of `values` values with at most `most_trials` trials that succeed with probability p,
/// exactly: no simulation, no approximation but rounding. Throws std::invalid_argument unless
/// 0 < p < 1. Cost: most_trials^2 / 2 multiplications.
/// Example: search_odds({}, 24, 1024, 0.5).above, the chance of a false `above`.
SearchOdds search_odds(const SearchRule& rule, std::size_t values, std::int64_t most_trials,
                       double p);

}  // namespace study
