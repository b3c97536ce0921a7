#pragma once

#include <cstdint>
#include <span>

namespace deploy {

struct Threshold {
  std::int32_t value;   ///< alive where the sum is above
  std::int64_t errors;  ///< how many that gets wrong
};

/// The best threshold for sums of cells that are to live (1) or not (0). The middle of the gap
/// where one parts them.
Threshold best_threshold(std::span<const std::int32_t> sums, std::span<const std::uint8_t> alive);

}  // namespace deploy
