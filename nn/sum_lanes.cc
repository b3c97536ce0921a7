#include "nn/sum_lanes.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace nn {

void sum_all_lanes(std::span<const Lanes> lanes, std::span<float> sums) {
  assert(lanes.size() == sums.size());
  constexpr std::size_t kAtOnce = kLanes;
  const auto add = [&](std::size_t first, std::size_t count) {
    std::array<Lanes, kAtOnce> block{};
    std::copy_n(&lanes[first], count, block.begin());
    const Lanes of_block = sum_lanes(block);
    std::memcpy(&sums[first], &of_block, count * sizeof(float));
  };
  std::size_t first = 0;
  for (; first + kAtOnce <= lanes.size(); first += kAtOnce) add(first, kAtOnce);
  if (first < lanes.size()) add(first, lanes.size() - first);
}

}  // namespace nn
