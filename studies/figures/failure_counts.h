#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "studies/figures/result_rows.h"
#include "studies/figures/success_rates.h"

namespace figures {

/// How a trial of one step ends, the failures first.
inline constexpr std::array<std::string_view, 6> kEndings = {"filters", "bottleneck",  "all-dead",
                                                             "cases",   "unconfirmed", "solved"};

/// A cell dead (B) or alive (S) with 0 to 8 living neighbours.
inline constexpr std::array<std::string_view, 18> kCases = {"B0", "B1", "B2", "B3", "B4", "B5",
                                                            "B6", "B7", "B8", "S0", "S1", "S2",
                                                            "S3", "S4", "S5", "S6", "S7", "S8"};

inline constexpr std::array<std::string_view, 2> kUnits = {"dead_filters", "dead_bottleneck"};

/// Of the trials of a cell, or of several.
struct FailureCounts {
  std::int64_t trials = 0;
  std::array<std::int64_t, kEndings.size()> endings = {};
  std::array<std::int64_t, kUnits.size()> units = {};  ///< failed, with at least one such unit
  std::array<std::int64_t, kCases.size()> cases = {};  ///< of the ending `cases`

  std::int64_t failed() const { return trials - endings.back(); }
  std::int64_t with_cases() const { return endings[3]; }
  FailureCounts& operator+=(const FailureCounts& other);
};

/// Throws std::invalid_argument that names the file, the line and what is not allowed.
FailureCounts failure_counts(const ResultRows& rows, const SuccessRate& cell);

}  // namespace figures
