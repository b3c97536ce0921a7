#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <span>
#include <vector>

namespace nn {

/// Which parameters of a network are pruned: 0 for those, 1 for the live ones, in the order of
/// Network::parameters(). A pruned parameter is 0 in every pass from apply() on, when each step of
/// the optimiser is given values().
/// Example:
///   Mask mask(network.parameters().size());
///   mask.prune(3);
///   mask.apply(network.parameters());
///   adam.step(network.parameters(), workspace.gradient(), mask.values());
class Mask {
 public:
  /// All live.
  explicit Mask(std::size_t parameter_count) : values_(parameter_count, 1.F) {}

  void prune(std::size_t parameter) { values_[parameter] = 0; }
  void give_back(std::size_t parameter) { values_[parameter] = 1; }
  bool is_live(std::size_t parameter) const { return values_[parameter] != 0; }
  std::size_t live_count() const {
    return values_.size() - static_cast<std::size_t>(std::ranges::count(values_, 0.F));
  }

  /// Sets the pruned parameters to 0.
  void apply(std::span<float> parameters) const {
    assert(parameters.size() == values_.size());
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (!is_live(i)) parameters[i] = 0;
    }
  }

  std::span<const float> values() const { return values_; }

 private:
  std::vector<float> values_;
};

}  // namespace nn
