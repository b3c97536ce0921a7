#include "studies/harness/logistic.h"

#include <algorithm>
#include <boost/math/tools/minima.hpp>
#include <cmath>
#include <cstddef>
#include <set>
#include <vector>

#include "base/check.h"

namespace study {
namespace {

/// The line z = height + slope * (x - centre) under the logistic, and how likely it makes the data.
struct Line {
  double height;
  double slope;
  double log_likelihood;
};

/// A gain of log-likelihood that is none.
constexpr double kExact = 1e-13;

double sigmoid(double z) { return 1 / (1 + std::exp(-z)); }

/// log(1 + exp(t)).
double softplus(double t) { return std::max(t, 0.0) + std::log1p(std::exp(-std::abs(t))); }

/// The likelihood of the levels at a fixed lapse rate. x is taken from a centre, for rounding.
class Likelihood {
 public:
  Likelihood(std::span<const Level> levels, double lapse)
      : levels_(levels), lapse_(lapse), log_lapse_(std::log(lapse)) {
    for (const Level& level : levels) centre_ += level.x / static_cast<double>(levels.size());
  }

  double centre() const { return centre_; }

  Line at(double height, double slope) const {
    double sum = 0;
    for (const Level& level : levels_) {
      const double z = height + slope * (level.x - centre_);
      // 1 - p is lapse + (1 - lapse) sigmoid(-z), whose logarithm is well only above 0.
      const double log_failure =
          lapse_ == 0 ? -softplus(z) : std::log(lapse_ + (1 - lapse_) * sigmoid(-z));
      sum += static_cast<double>(level.successes) * (std::log1p(-lapse_) - softplus(-z)) +
             static_cast<double>(level.trials - level.successes) * log_failure;
    }
    return {height, slope, sum};
  }

  /// Climbs by Fisher scoring, in steps that move no level's z by more than 1, as longer ones may
  /// jump to another summit, and that are halved until they do not go down. Where there is no
  /// maximum this ends far out, where nothing changes any more, as it does when a step promises
  /// less than `tolerance`.
  Line climb(const Line& from, double tolerance) const {
    constexpr int kMaxSteps = 200;
    Line line = at(from.height, from.slope);
    for (int i = 0; i < kMaxSteps; ++i) {
      const Step step = scoring_step(line);
      // Also when it is not a number, as where no level says anything any more.
      if (!(step.gain > tolerance)) break;
      Line next = line;
      for (double part = std::min(1.0, 1 / reach(step)); part > 1e-9; part /= 2) {
        next = at(line.height + part * step.height, line.slope + part * step.slope);
        if (next.log_likelihood >= line.log_likelihood) break;
      }
      if (next.log_likelihood < line.log_likelihood) break;
      line = next;
    }
    return line;
  }

  /// Whether two different x lie on the line's rise, so that they fix it.
  bool is_fixed(const Line& line) const {
    // Far below what a success or a failure in a million trials asks for.
    constexpr double kFlat = 1e-8;
    std::set<double> rise;
    for (const Level& level : levels_) {
      const double p = sigmoid(line.height + line.slope * (level.x - centre_));
      if (p > kFlat && p < 1 - kFlat) rise.insert(level.x);
    }
    return rise.size() >= 2;
  }

 private:
  struct Step {
    double height;
    double slope;
    double gain;  ///< what it promises, twice
  };

  Step scoring_step(const Line& line) const {
    double gradient0 = 0, gradient1 = 0, information00 = 0, information01 = 0, information11 = 0;
    for (const Level& level : levels_) {
      const double x = level.x - centre_;
      const double z = line.height + line.slope * x;
      const double n = static_cast<double>(level.trials);
      const double p = (1 - lapse_) * sigmoid(z);
      // dp/dz over the variance p (1 - p), where nothing cancels.
      const double weight = sigmoid(-z - log_lapse_);
      const double score = (static_cast<double>(level.successes) - n * p) * weight;
      const double information = n * p * sigmoid(-z) * weight;
      gradient0 += score;
      gradient1 += score * x;
      information00 += information;
      information01 += information * x;
      information11 += information * x * x;
    }
    const double determinant = information00 * information11 - information01 * information01;
    const double height = (information11 * gradient0 - information01 * gradient1) / determinant;
    const double slope = (information00 * gradient1 - information01 * gradient0) / determinant;
    return {height, slope, height * gradient0 + slope * gradient1};
  }

  double reach(const Step& step) const {
    double farthest = 0;
    for (const Level& level : levels_) {
      farthest = std::max(farthest, std::abs(step.height + step.slope * (level.x - centre_)));
    }
    return farthest;
  }

  std::span<const Level> levels_;
  double lapse_;
  double log_lapse_;  // minus infinity without lapses
  double centre_ = 0;
};

/// Where to climb from when there are lapses, as there may be several summits then: the line
/// without lapses, and steep lines at each x and between each two.
std::vector<Line> starts(const std::set<double>& different_x, double centre, const Line& without) {
  constexpr double kRise = 6;
  std::vector<Line> lines{without};
  const auto add = [&](double midpoint, double width) {
    const double slope = kRise / width;
    lines.push_back({slope * (centre - midpoint), slope, 0});
  };
  const std::vector<double> x(different_x.begin(), different_x.end());
  for (std::size_t i = 0; i + 1 < x.size(); ++i) {
    add((x[i] + x[i + 1]) / 2, x[i + 1] - x[i]);
    if (i > 0) add(x[i], (x[i + 1] - x[i - 1]) / 2);
  }
  return lines;
}

struct Fit {
  double lapse;
  Line line;
};

/// The best lapse rate up to `max_lapse` with its best line: every start at a few lapse rates, then
/// Brent's method around the best of them, from its line; again where another summit turns out to
/// be higher at the new lapse rate.
Fit fit_with_lapses(std::span<const Level> levels, double max_lapse,
                    const std::vector<Line>& starts) {
  constexpr int kParts = 3;
  constexpr int kRounds = 4;
  constexpr int kBits = 20;
  Fit best{0, starts.front()};
  const auto climb = [&](double lapse, const Line& from, double tolerance) {
    const Line line = Likelihood(levels, lapse).climb(from, tolerance);
    if (line.log_likelihood > best.line.log_likelihood) best = {lapse, line};
    return -line.log_likelihood;
  };
  const auto climb_all = [&](double lapse) {
    for (const Line& start : starts) climb(lapse, start, 1e-3);
  };
  const double part = max_lapse / kParts;
  for (int i = 1; i <= kParts; ++i) climb_all(i * part);
  for (int round = 0; round < kRounds; ++round) {
    const Fit centre = best;
    boost::math::tools::brent_find_minima(
        [&](double lapse) { return climb(lapse, centre.line, kExact); },
        std::max(centre.lapse - part, 0.0), std::min(centre.lapse + part, max_lapse), kBits);
    const double summit = best.line.log_likelihood;
    climb_all(best.lapse);
    if (best.line.log_likelihood <= summit + 1e-9) break;
  }
  return best;
}

void check(std::span<const Level> levels, double max_lapse) {
  base::require(max_lapse >= 0 && max_lapse < 0.5,
                "max_lapse {}: needs a number from 0 to below 0.5", max_lapse);
  for (const Level& level : levels) {
    base::require(level.trials >= 1 && level.successes >= 0 && level.successes <= level.trials,
                  "{} successes of {} trials: needs 0 <= successes <= trials, 1 <= trials",
                  level.successes, level.trials);
    base::require(std::isfinite(level.x), "x {}: needs a finite number", level.x);
  }
}

}  // namespace

double Logistic::operator()(double x) const {
  return (1 - lapse) * sigmoid(slope * (x - midpoint));
}

double Logistic::half() const { return midpoint - std::log1p(-2 * lapse) / slope; }

std::optional<Logistic> fit_logistic(std::span<const Level> levels, double max_lapse) {
  check(levels, max_lapse);
  std::set<double> different_x;
  for (const Level& level : levels) different_x.insert(level.x);
  if (different_x.size() < (max_lapse > 0 ? 3 : 2)) return std::nullopt;

  const Likelihood likelihood(levels, 0);
  const Line line = likelihood.climb({0, 0, 0}, kExact);
  // A line without end at lapse 0 is one that fits each level as well as can be.
  if (!likelihood.is_fixed(line) || line.slope <= 0) return std::nullopt;
  Fit fit{0, line};
  if (max_lapse > 0) {
    fit = fit_with_lapses(levels, max_lapse, starts(different_x, likelihood.centre(), line));
    if (!likelihood.is_fixed(fit.line) || fit.line.slope <= 0) return std::nullopt;
  }
  return Logistic{likelihood.centre() - fit.line.height / fit.line.slope, fit.line.slope, fit.lapse,
                  fit.line.log_likelihood};
}

}  // namespace study
