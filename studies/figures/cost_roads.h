#pragma once

#include <optional>
#include <string>
#include <vector>

#include "studies/figures/cost_per_success.h"
#include "studies/figures/result_rows.h"
#include "studies/figures/success_rates.h"

namespace figures {

/// How many times another cost; what the data do not give is empty.
struct Ratio {
  std::optional<double> value;
  std::optional<double> low;  ///< 95 %
  std::optional<double> high;
};

/// A network on a road.
struct Stop {
  const SuccessRate* cell;
  CostPerSuccess cost;
  Ratio ratio = {};           ///< to the road's cheapest stop
  double cheapest_share = 0;  ///< of the bootstrap replicates, those in which it is the cheapest
};

/// One cost of cells that differ in overcompleteness alone.
struct Road {
  std::string cost;         ///< boards, multiply_adds or core_seconds
  std::vector<Stop> stops;  ///< at least one, by overcompleteness
  /// The stop with the lowest value; none when no trial of the road is solved.
  std::optional<std::size_t> cheapest = {};
  study::Interval cheapest_m = {};  ///< 95 %, of the replicates' cheapest stops
};

/// The roads of `rates`, which outlive them: sorted by their axes, then boards, multiply_adds and
/// core_seconds. Core-seconds are of trials whose time is known; a cell without any is no stop, and
/// a road without stops is left out. A cell's replicates depend on it alone. Throws
/// std::invalid_argument that names the file and the line of a cost that is not above 0.
std::vector<Road> cost_roads(const ResultRows& rows, const SuccessRates& rates);

}  // namespace figures
