#include "studies/harness/costs.h"

#include "base/progress.h"

namespace study {

void CellCosts::add(std::size_t cell, double cpu_seconds) {
  sums_[cell] += cpu_seconds;
  ++counts_[cell];
}

std::optional<double> CellCosts::estimate(std::span<const std::int64_t> remaining) const {
  double measured = 0;
  double sum_of_means = 0;
  double known = 0;
  double unmeasured_trials = 0;
  for (std::size_t cell = 0; cell < counts_.size(); ++cell) {
    const double trials = static_cast<double>(remaining[cell]);
    if (counts_[cell] == 0) {
      unmeasured_trials += trials;
      continue;
    }
    const double mean = sums_[cell] / static_cast<double>(counts_[cell]);
    sum_of_means += mean;
    measured += 1;
    known += trials * mean;
  }
  if (measured == 0) return unmeasured_trials == 0 ? std::optional(0.0) : std::nullopt;
  return known + unmeasured_trials * sum_of_means / measured;
}

std::string format_duration(std::optional<double> cpu_seconds, int threads) {
  if (!cpu_seconds) return "unknown";
  return base::format_duration(*cpu_seconds / threads);
}

}  // namespace study
