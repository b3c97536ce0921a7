#pragma once

#include <cstdint>
#include <functional>
#include <optional>

namespace study {

/// Adaptive stopping of a cell: enough when the Wilson 95 % interval of its success rate is at most
/// 2 * half_width wide. It is looked at only after the first 16, 32, 64, ... trials and after
/// max_trials, so what is run does not depend on threads, shards or interruptions.
struct StoppingRule {
  double half_width;
  std::int64_t max_trials;
};

/// The trials of the first look after `trials` (0 and up, below max_trials).
std::int64_t next_look(const StoppingRule& rule, std::int64_t trials);

/// Whether a cell with these successes stops at a look.
bool stops_at(const StoppingRule& rule, std::int64_t successes, std::int64_t look);

/// How many trials, counted from 0, a cell needs as far as can be said: the next look whose trials
/// are not all there, or the look at which it stopped. `outcome` is a trial's success, if known.
/// Cost: one call of `outcome` a trial.
std::int64_t trials_wanted(const StoppingRule& rule,
                           const std::function<std::optional<bool>(std::int64_t trial)>& outcome);

}  // namespace study
