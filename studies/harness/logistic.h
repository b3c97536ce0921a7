#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace study {

/// Counts at one x. Example: 6 of 64 trials at m = 1 against log m: {std::log(1.0), 6, 64}.
struct Level {
  double x;
  std::int64_t successes;
  std::int64_t trials;
};

/// P(x) = (1 - lapse) / (1 + exp(-slope * (x - midpoint))): the psychometric function of Wichmann
/// and Hill (2001, Perception & Psychophysics 63, 1293-1313) with guess rate 0. `lapse` is the
/// failure rate that stays however large x is.
struct Logistic {
  double midpoint;  ///< the x where P is (1 - lapse) / 2
  double slope;     ///< a unit of x, above 0
  double lapse;
  double log_likelihood;  ///< of the data, without the binomial coefficients

  double operator()(double x) const;
  /// The x where P is 1/2, for a lapse below 1/2. Outside of the data's x it is extrapolated.
  double half() const;
};

/// Wichmann and Hill's bound of the lapse rate.
inline constexpr double kMaxLapse = 0.06;

/// The maximum-likelihood fit with 0 <= lapse <= max_lapse; with max_lapse 0 it is logistic
/// regression. A free lapse does not remove all bias of the midpoint (Prins 2012, Journal of
/// Vision 12(6):25): show both fits. No estimate when the likelihood has no maximum at a finite
/// slope above 0: all trials succeed, or all fail, or no level (or only one) is left between levels
/// without and levels with success, or success does not rise with x; nor with fewer different x
/// than free parameters. Levels may come in any order and share an x. Throws std::invalid_argument
/// for counts that cannot be, an x that is not finite, or max_lapse outside of [0, 0.5).
/// Cost: with lapses some hundred climbs, from a line at each x and between each two, as the
/// likelihood may have several summits.
/// Example: fit_logistic(levels, kMaxLapse); with x = log m, std::exp(fit->half()) is the m of
/// 50 % success.
std::optional<Logistic> fit_logistic(std::span<const Level> levels, double max_lapse = 0);

}  // namespace study
