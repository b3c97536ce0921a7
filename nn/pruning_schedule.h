#pragma once

#include <cstddef>
#include <vector>

namespace nn {

// How many parts are left live after each round of pruning, from `live` down to exactly `keep`: no
// count is above the one before it, the last is `keep`. What happens between rounds, nothing or
// training, is the caller's. All throw std::invalid_argument for `keep` above `live` or for no
// rounds.

/// At once: {keep}.
std::vector<std::size_t> one_shot(std::size_t live, std::size_t keep);

/// Each round takes the same share of what is left, rounded to the nearest count and at least one
/// (Frankle & Carbin 2019, arXiv 1803.03635: 0.2); the last takes less if it must. Throws
/// std::invalid_argument for a share outside (0, 1]. Example: iterative(100, 50, 0.2) is
/// {80, 64, 51, 50}.
std::vector<std::size_t> iterative(std::size_t live, std::size_t keep, double share);

/// live * (keep / live)^(t / rounds), rounded (Tanaka et al. 2020, arXiv 2006.05467). Throws
/// std::invalid_argument for keep = 0. Example: exponential(100, 1, 2) is {10, 1}.
std::vector<std::size_t> exponential(std::size_t live, std::size_t keep, int rounds);

/// During training, fast first and slow last: keep + (live - keep) (1 - t / rounds)^3, rounded (Zhu
/// & Gupta 2017, arXiv 1710.01878, equation 1 with no sparsity at first); rounds lie evenly spaced
/// in training. Example: gradual(64, 0, 4) is {27, 8, 1, 0}.
std::vector<std::size_t> gradual(std::size_t live, std::size_t keep, int rounds);

}  // namespace nn
