#include "studies/harness/kaplan_meier.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "base/check.h"

namespace study {
namespace {

/// `variance` is that of log S.
std::optional<Interval> log_log_interval(double survival, double variance) {
  if (survival <= 0) return std::nullopt;
  const double z = boost::math::quantile(boost::math::normal(), 0.975);
  const double factor = std::exp(z * std::sqrt(variance) / std::log(survival));
  return Interval{std::pow(survival, 1 / factor), std::pow(survival, factor)};
}

void set_median(SurvivalCurve& curve) {
  const auto first_time = [&](const auto& is_low) -> std::optional<double> {
    const auto step = std::find_if(curve.steps.begin(), curve.steps.end(), is_low);
    if (step == curve.steps.end()) return std::nullopt;
    return step->time;
  };
  curve.median = first_time([](const SurvivalStep& step) { return step.survival <= 0.5; });
  // Where S(t) = 0 has no interval, its lower bound can only be 0.
  curve.median_low = first_time(
      [](const SurvivalStep& step) { return !step.interval || step.interval->low <= 0.5; });
  curve.median_high = first_time(
      [](const SurvivalStep& step) { return step.interval && step.interval->high <= 0.5; });
}

}  // namespace

SurvivalCurve kaplan_meier(std::span<const Duration> durations) {
  base::require(!durations.empty(), "0 durations: needs at least 1");
  for (const Duration& duration : durations) {
    base::require(std::isfinite(duration.time) && duration.time >= 0,
                  "duration {}: needs a number from 0", duration.time);
  }
  std::vector<Duration> sorted(durations.begin(), durations.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const Duration& a, const Duration& b) { return a.time < b.time; });
  SurvivalCurve curve;
  double survival = 1;
  double variance = 0;
  for (auto begin = sorted.begin(); begin != sorted.end();) {
    const auto end =
        std::find_if(begin, sorted.end(), [&](const Duration& d) { return d.time > begin->time; });
    const std::int64_t at_risk = sorted.end() - begin;
    const std::int64_t events =
        std::count_if(begin, end, [](const Duration& d) { return d.event; });
    if (events > 0) {
      const double n = static_cast<double>(at_risk);
      const double left = static_cast<double>(at_risk - events);
      survival *= left / n;
      variance += left == 0 ? 0 : (n - left) / (n * left);
      curve.steps.push_back({begin->time, at_risk, events, survival, survival * std::sqrt(variance),
                             log_log_interval(survival, variance)});
    }
    begin = end;
  }
  set_median(curve);
  return curve;
}

}  // namespace study
