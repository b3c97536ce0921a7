#include "studies/harness/stopping.h"

#include <algorithm>

#include "studies/harness/stats.h"

namespace study {

std::int64_t trials_wanted(const StoppingRule& rule,
                           const std::function<std::optional<bool>(std::int64_t trial)>& outcome) {
  constexpr std::int64_t kFirstLook = 16;
  std::int64_t successes = 0;
  std::int64_t trial = 0;
  for (std::int64_t look = std::min(kFirstLook, rule.max_trials);;
       look = std::min(2 * look, rule.max_trials)) {
    for (; trial < look; ++trial) {
      const std::optional<bool> success = outcome(trial);
      if (!success) return look;
      successes += *success;
    }
    const Interval interval = wilson(successes, look);
    if (look == rule.max_trials || interval.high - interval.low <= 2 * rule.half_width) return look;
  }
}

}  // namespace study
