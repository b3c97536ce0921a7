#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/random.h"

namespace nn {

/// The positions of the `count` lowest scores, in ascending order; which of equal scores are among
/// them is drawn from `ties`, each choice as likely as any other. Throws std::invalid_argument for
/// more than there are and for a score that is not a number; infinite ones have their place.
/// Example: lowest({{2, 1, 1, 0}}, 2, ties) is {1, 3} or {2, 3}.
std::vector<std::size_t> lowest(std::span<const double> scores, std::size_t count,
                                base::Stream& ties);

/// `count` spread over groups in proportion to their sizes, none above its size: each gets its
/// quota count * size / sum rounded down, and the largest remainders one more each (Hamilton's
/// method), equal ones by lot. The sum is exactly `count`; std::invalid_argument if it is above
/// that of the sizes.
std::vector<std::size_t> proportional_counts(std::size_t count, std::span<const std::size_t> sizes,
                                             base::Stream& ties);

}  // namespace nn
