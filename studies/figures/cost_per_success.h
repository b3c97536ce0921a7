#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "studies/harness/stats.h"

namespace figures {

struct PricedTrial {
  double cost;
  bool solved;
};

/// What a success costs when the failures are charged to it: the cost of all trials over the number
/// of those that succeeded, which estimates a trial's expected cost over its chance of success.
struct CostPerSuccess {
  std::int64_t trials;
  std::int64_t solved;
  std::optional<double> value;  ///< none without a success
  /// 95 %. No upper end when more than one replicate in 40 has no success. Without any success the
  /// lower end is the mean cost of a trial over Clopper and Pearson's upper end of the rate.
  double low;
  std::optional<double> high;
  /// The value in each bootstrap sample of the trials, infinite where none succeeded.
  std::vector<double> replicates;
};

/// How many replicates there are.
inline constexpr int kReplicates = 999;

/// The 2.5 % and the 97.5 % percentile of at least one replicate: of 999 the 25th from either end.
study::Interval percentiles(std::vector<double> replicates);

/// Of at least one trial; draws from `stream`, so the same stream gives the same interval. The
/// bootstrap takes trials with replacement (Efron 1979, Annals of Statistics 7, 1-26) and knows no
/// failure that was not seen: a cell in which all succeeded has a narrow interval.
/// Cost: 999 draws a trial. Example: base::Stream stream(0, "n = 1");
/// cost_per_success({{{5, false}, {10, true}}}, stream).value is 15.
CostPerSuccess cost_per_success(std::span<const PricedTrial> trials, base::Stream& stream);

/// The same of the trials of a cell, a value an axis, priced in the column `cost`: these name the
/// stream, so that a cell has the same interval wherever it is shown.
CostPerSuccess cost_per_success(std::span<const PricedTrial> trials, std::string_view cost,
                                const std::vector<std::string>& cell);

}  // namespace figures
