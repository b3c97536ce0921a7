#include "nn/selection.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "base/check.h"

namespace nn {
namespace {

// 0 .. count - 1 in an order drawn by Fisher and Yates; the remainder's bias is below 2^-36, there
// being at most 2^28 parameters.
std::vector<std::size_t> random_order(std::size_t count, base::Stream& stream) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t left = count; left > 1; --left) {
    std::swap(order[left - 1], order[stream.next_u64() % left]);
  }
  return order;
}

}  // namespace

std::vector<std::size_t> lowest(std::span<const double> scores, std::size_t count,
                                base::Stream& ties) {
  base::require(count <= scores.size(), "the {} lowest of {} scores: there are fewer", count,
                scores.size());
  const auto nan = std::ranges::find_if(scores, [](double score) { return std::isnan(score); });
  base::require(nan == scores.end(), "score {} of {} is not a number", nan - scores.begin(),
                scores.size());
  std::vector<std::size_t> order = random_order(scores.size(), ties);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return scores[i]; });
  order.resize(count);
  std::ranges::sort(order);
  return order;
}

std::vector<std::size_t> proportional_counts(std::size_t count, std::span<const std::size_t> sizes,
                                             base::Stream& ties) {
  const std::uint64_t total = std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0});
  base::require(count <= total, "{} of {}: there are fewer", count, total);
  std::vector<std::size_t> counts;
  std::vector<double> remainders;  // negative, the largest first
  std::size_t left = count;
  for (const std::uint64_t size : sizes) {
    counts.push_back(total == 0 ? 0 : count * size / total);
    remainders.push_back(total == 0 ? 0 : -static_cast<double>(count * size % total));
    left -= counts.back();
  }
  for (const std::size_t group : lowest(remainders, left, ties)) ++counts[group];
  return counts;
}

}  // namespace nn
