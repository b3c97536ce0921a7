#include "studies/harness/stopping.h"

#include <algorithm>

#include "studies/harness/stats.h"

namespace study {

std::int64_t next_look(const StoppingRule& rule, std::int64_t trials) {
  std::int64_t look = 16;
  while (look <= trials) look *= 2;
  return std::min(look, rule.max_trials);
}

bool stops_at(const StoppingRule& rule, std::int64_t successes, std::int64_t look) {
  const Interval interval = wilson(successes, look);
  return look == rule.max_trials || interval.high - interval.low <= 2 * rule.half_width;
}

std::int64_t trials_wanted(const StoppingRule& rule,
                           const std::function<std::optional<bool>(std::int64_t trial)>& outcome) {
  std::int64_t successes = 0;
  std::int64_t trial = 0;
  for (;;) {
    const std::int64_t look = next_look(rule, trial);
    for (; trial < look; ++trial) {
      const std::optional<bool> success = outcome(trial);
      if (!success) return look;
      successes += *success;
    }
    if (stops_at(rule, successes, look)) return look;
  }
}

}  // namespace study
