#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace study {

/// What a trial of each cell costs, from the trials measured so far.
class CellCosts {
 public:
  explicit CellCosts(std::size_t cells) : sums_(cells), counts_(cells) {}

  void add(std::size_t cell, double cpu_seconds);

  /// CPU seconds of `remaining[cell]` trials of every cell. A cell without a measurement costs what
  /// the measured ones do on average; nullopt when there is none of these and trials remain.
  std::optional<double> estimate(std::span<const std::int64_t> remaining) const;

 private:
  std::vector<double> sums_;
  std::vector<std::int64_t> counts_;
};

/// Cpu seconds on `threads` threads as people read them: "2 min 5 s"; "unknown" for nullopt.
std::string format_duration(std::optional<double> cpu_seconds, int threads);

}  // namespace study
