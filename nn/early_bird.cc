#include "nn/early_bird.h"

#include <algorithm>
#include <cassert>

namespace nn {

double mask_distance(const Mask& a, const Mask& b, std::size_t prunable) {
  assert(a.values().size() == b.values().size());
  std::size_t different = 0;
  for (std::size_t i = 0; i < a.values().size(); ++i) {
    different += a.is_live(i) != b.is_live(i) ? 1U : 0U;
  }
  return static_cast<double>(different) / static_cast<double>(prunable);
}

bool EarlyBird::add(const Mask& mask) {
  const bool settled =
      recent_.size() == kRecent && std::ranges::all_of(recent_, [&](const Mask& before) {
        return mask_distance(mask, before, prunable_) <= kDistance;
      });
  recent_.push_back(mask);
  if (recent_.size() > kRecent) recent_.pop_front();
  return settled;
}

}  // namespace nn
