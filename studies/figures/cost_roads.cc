#include "studies/figures/cost_roads.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "base/check.h"

namespace figures {
namespace {

constexpr std::array<std::string_view, 3> kCosts = {"boards", "multiply_adds", "core_seconds"};

std::optional<double> cost_of(const ResultRows& rows, const RowRef& row, std::string_view cost) {
  const auto value =
      cost == "core_seconds" ? rows.cpu_seconds(row) : std::optional(row.real(rows.column(cost)));
  base::require(!value || *value > 0, "{}: {} {}: needs a number above 0", row.place(), cost,
                value.value_or(0));
  return value;
}

std::optional<Stop> stop_of(const ResultRows& rows, const SuccessRate& cell,
                            std::string_view cost) {
  std::vector<PricedTrial> trials;
  const std::size_t solved = rows.column("solved");
  for (const RowRef& row : cell.rows) {
    if (const auto value = cost_of(rows, row, cost)) {
      trials.push_back({*value, row.text(solved) == "1"});
    }
  }
  if (trials.empty()) return std::nullopt;
  return Stop{&cell, cost_per_success(trials, cost, cell.cell)};
}

std::optional<std::size_t> cheapest(const std::vector<Stop>& stops) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    const auto& value = stops[i].cost.value;
    if (value && (!best || *value < *stops[*best].cost.value)) best = i;
  }
  return best;
}

/// Of the costs of two stops, whose replicates are independent.
Ratio ratio(const CostPerSuccess& cost, const CostPerSuccess& cheapest) {
  if (!cost.value) {
    return {{}, cheapest.high ? std::optional(cost.low / *cheapest.high) : std::nullopt, {}};
  }
  std::vector<double> replicates;
  for (std::size_t i = 0; i < cost.replicates.size(); ++i) {
    if (std::isfinite(cheapest.replicates[i])) {
      replicates.push_back(cost.replicates[i] / cheapest.replicates[i]);
    }
  }
  const study::Interval interval = percentiles(std::move(replicates));
  return {*cost.value / *cheapest.value, interval.low,
          std::isfinite(interval.high) ? std::optional(interval.high) : std::nullopt};
}

/// Which stop is the cheapest, replicate by replicate; those without any success tell nothing.
void compare_replicates(Road& road, std::size_t overcompleteness) {
  std::vector<double> cheapest_m;
  for (std::size_t i = 0; i < kReplicates; ++i) {
    Stop& best = *std::ranges::min_element(
        road.stops, {}, [&](const Stop& stop) { return stop.cost.replicates[i]; });
    if (!std::isfinite(best.cost.replicates[i])) continue;
    best.cheapest_share += 1;
    cheapest_m.push_back(std::stod(best.cell->cell[overcompleteness]));
  }
  for (Stop& stop : road.stops) stop.cheapest_share /= kReplicates;
  road.cheapest_m = percentiles(std::move(cheapest_m));
}

Road road_of(const ResultRows& rows, const std::vector<const SuccessRate*>& cells,
             std::string_view cost, std::size_t overcompleteness) {
  Road road{std::string(cost), {}};
  for (const SuccessRate* cell : cells) {
    if (auto stop = stop_of(rows, *cell, cost)) road.stops.push_back(std::move(*stop));
  }
  road.cheapest = cheapest(road.stops);
  if (!road.cheapest) return road;
  const CostPerSuccess& best = road.stops[*road.cheapest].cost;
  for (Stop& stop : road.stops) stop.ratio = ratio(stop.cost, best);
  compare_replicates(road, overcompleteness);
  return road;
}

}  // namespace

std::vector<Road> cost_roads(const ResultRows& rows, const SuccessRates& rates) {
  const std::size_t overcompleteness = rates.axis("overcompleteness");
  std::vector<Road> roads;
  for (const auto& cells : rates.lines_along(overcompleteness)) {
    for (const std::string_view cost : kCosts) {
      Road road = road_of(rows, cells, cost, overcompleteness);
      if (!road.stops.empty()) roads.push_back(std::move(road));
    }
  }
  return roads;
}

}  // namespace figures
