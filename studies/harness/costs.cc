#include "studies/harness/costs.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "base/progress.h"

namespace study {

CellCosts::CellCosts(const Study& study, std::span<const GridCell> grid)
    : sums_(grid.size()), longest_(grid.size()), counts_(grid.size()) {
  if (!study.relative_cost) return;
  for (const GridCell& cell : grid) {
    const double cost = study.relative_cost(cell.cell);
    if (!(cost > 0 && std::isfinite(cost))) {
      throw std::logic_error(
          fmt::format("a relative cost of {}: needs a positive number, in the cell {}", cost,
                      describe_cell(study, cell.cell, varying_axes(grid))));
    }
    relative_.push_back(cost);
  }
}

void CellCosts::add(std::size_t cell, double cpu_seconds) {
  sums_[cell] += cpu_seconds;
  longest_[cell] = std::max(longest_[cell], cpu_seconds);
  ++counts_[cell];
}

bool CellCosts::in_seconds() const {
  return std::ranges::any_of(counts_, [](std::int64_t count) { return count > 0; });
}

// Relative costs are upper guesses, and in some cells nearly all trials end far below them: the sum
// of all seconds over the sum of all guesses, or a median trial, would promise hours where trials
// that go to their end take weeks. A cell's longest trial came nearest to its guess. Of these
// ratios the median is taken, each weighted by its cell's seconds: neither many cells that end at
// once nor one of trials too short to time decide.
double CellCosts::seconds_per_unit() const {
  std::vector<std::pair<double, double>> ratios;  // and their weights
  for (std::size_t cell = 0; cell < counts_.size(); ++cell) {
    if (measured(cell)) ratios.emplace_back(longest_[cell] / relative_[cell], sums_[cell]);
  }
  std::ranges::sort(ratios);
  double above = std::accumulate(sums_.begin(), sums_.end(), 0.0);
  const double half = above / 2;
  for (const auto& [ratio, weight] : ratios) {
    above -= weight;
    if (above <= half) return ratio;
  }
  return ratios.back().first;
}

double CellCosts::mean_of_means() const {
  double sum = 0, cells = 0;
  for (std::size_t cell = 0; cell < counts_.size(); ++cell) {
    if (!measured(cell)) continue;
    sum += sums_[cell] / static_cast<double>(counts_[cell]);
    ++cells;
  }
  return sum / cells;
}

std::vector<double> CellCosts::trial_costs() const {
  std::vector<double> costs = relative_;
  const bool seconds = in_seconds();
  if (relative_.empty()) {
    costs.assign(counts_.size(), seconds ? mean_of_means() : 1);
  } else if (seconds) {
    const double unit = seconds_per_unit();
    for (double& cost : costs) cost *= unit;
  }
  for (std::size_t cell = 0; cell < costs.size(); ++cell) {
    if (measured(cell)) costs[cell] = sums_[cell] / static_cast<double>(counts_[cell]);
  }
  return costs;
}

std::optional<double> CellCosts::estimate(std::span<const std::int64_t> remaining) const {
  if (!in_seconds()) {
    const bool none =
        std::ranges::all_of(remaining, [](std::int64_t trials) { return trials == 0; });
    return none ? std::optional(0.0) : std::nullopt;
  }
  const std::vector<double> costs = trial_costs();
  return std::inner_product(
      costs.begin(), costs.end(), remaining.begin(), 0.0, std::plus<>(),
      [](double cost, std::int64_t trials) { return cost * static_cast<double>(trials); });
}

std::string format_duration(std::optional<double> cpu_seconds, int threads, std::int64_t trials) {
  if (!cpu_seconds) return "unknown";
  const auto busy = std::clamp<std::int64_t>(trials, 1, threads);
  return base::format_duration(*cpu_seconds / static_cast<double>(busy));
}

}  // namespace study
