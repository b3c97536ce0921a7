#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/random.h"
#include "studies/harness/logistic.h"
#include "studies/harness/stats.h"

namespace study {

struct HalfBootstrap {
  std::int64_t replicates;
  std::int64_t without_estimate;  ///< replicates whose fit has no estimate
  /// 95 % interval of the x of 50 % success; none when more than one replicate in 20 is without an
  /// estimate, as those may lie anywhere.
  std::optional<Interval> interval;
};

/// Parametric bootstrap of Logistic::half (Wichmann and Hill 2001, Perception & Psychophysics 63,
/// 1314-1329): `replicates` times, draws new successes at the levels from `fit`, fits them with the
/// same max_lapse, and takes the 2.5 % and 97.5 % percentiles. It trusts that the model is right.
/// Moves `stream`; the same stream gives the same interval. Throws std::invalid_argument for fewer
/// than 39 replicates and as fit_logistic does. Cost: a fit a replicate.
/// Example: base::Stream stream(0, "bootstrap"); bootstrap_half(levels, *fit, kMaxLapse, stream);
HalfBootstrap bootstrap_half(std::span<const Level> levels, const Logistic& fit, double max_lapse,
                             base::Stream& stream, std::int64_t replicates = 999);

}  // namespace study
