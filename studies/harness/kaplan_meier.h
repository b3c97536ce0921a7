#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "studies/harness/stats.h"

namespace study {

/// How long one subject was watched, and whether that ended with the event or was cut off
/// (censored). Example: a trial that was solved after 12,800 boards is {12800, true}; one that
/// failed at a budget of 65,536 boards is {65536, false}.
struct Duration {
  double time;
  bool event;
};

/// The curve from `time` up to the next step's time.
struct SurvivalStep {
  double time;
  std::int64_t at_risk;   ///< subjects watched up to `time` at least, those censored there included
  std::int64_t events;    ///< at `time`, 1 at least
  double survival;        ///< S(t): estimated share without the event after `time`
  double standard_error;  ///< of S(t) by Greenwood's formula; 0 where S(t) = 0
  /// Pointwise 95 % interval of S(t), symmetric in log(-log S), so inside [0, 1]; none where
  /// S(t) = 0.
  std::optional<Interval> interval;
};

struct SurvivalCurve {
  std::vector<SurvivalStep> steps;  ///< in time's order; before the first S(t) is 1
  /// The first time with S(t) <= 1/2; none when the curve ends above.
  std::optional<double> median;
  /// Its 95 % interval: the first times at which the lower and the upper bound of S(t) are at most
  /// 1/2 (Brookmeyer and Crowley 1982). A bound that is not reached is none: without an end.
  std::optional<double> median_low, median_high;
};

/// Kaplan and Meier's (1958) product-limit estimate of how long it takes until an event, when some
/// subjects were watched for too short a time to see theirs. It takes censoring to have nothing to
/// do with when the event would have come, as a budget set beforehand has. Throws
/// std::invalid_argument when there is no subject, or for a time that is negative or not finite.
/// Cost: a sort. Formulas: Klein and Moeschberger, Survival Analysis (2003), 4.2, 4.3 and 4.5.
/// Example: of {6, true}, {7, true}, {9, false} S(6) is 2/3, S(7) 1/3 and the median 7.
SurvivalCurve kaplan_meier(std::span<const Duration> durations);

}  // namespace study
