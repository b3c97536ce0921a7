#include "nn/dynamic_sparsity.h"

#include <cassert>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <utility>

#include "base/check.h"
#include "nn/selection.h"

namespace nn {

DynamicSparsity::DynamicSparsity(Mask mask, std::span<const Part> parts,
                                 DynamicSparsityOptions options, std::unique_ptr<Optimizer> inner,
                                 base::Stream stream)
    : WrappedOptimizer(std::move(inner)),
      mask_(std::move(mask)),
      options_(options),
      stream_(stream) {
  base::require(options.drop_share >= 0 && options.drop_share <= 1,
                "drop share {}: needs 0 <= drop share <= 1", options.drop_share);
  base::require(options.period >= 1, "period {}: needs one step at least", options.period);
  base::require(options.last_step >= 1, "last step {}: needs 1 at least", options.last_step);
  std::map<std::size_t, std::vector<std::size_t>> by_layer;
  for (const Part& part : parts) {
    assert(part.parameters.size() == 1);
    by_layer[part.layer].push_back(part.parameters[0]);
  }
  for (auto& [layer, members] : by_layer) layers_.push_back(std::move(members));
}

void DynamicSparsity::step(std::span<float> parameters, std::span<const float> gradient,
                           [[maybe_unused]] std::span<const float> mask) {
  assert(mask.empty());
  ++steps_;
  if (steps_ % options_.period == 0 && steps_ <= options_.last_step) {
    update(parameters, gradient);
  } else {
    inner().step(parameters, gradient, mask_.values());
  }
}

void DynamicSparsity::update(std::span<float> parameters, std::span<const float> gradient) {
  for (const auto& layer : layers_) update(layer, parameters, gradient);
}

void DynamicSparsity::update(const std::vector<std::size_t>& layer, std::span<float> parameters,
                             std::span<const float> gradient) {
  constexpr double kNever = std::numeric_limits<double>::infinity();
  std::size_t live = 0;
  std::vector<double> magnitudes;
  for (const std::size_t i : layer) {
    live += mask_.is_live(i) ? 1U : 0U;
    magnitudes.push_back(mask_.is_live(i) ? std::abs(double{parameters[i]}) : kNever);
  }
  const double turn = static_cast<double>(steps_) / static_cast<double>(options_.last_step);
  const double share = options_.drop_share / 2 * (1 + std::cos(std::numbers::pi * turn));
  const auto count = static_cast<std::size_t>(share * static_cast<double>(live));
  std::vector<bool> dropped(layer.size());
  for (const std::size_t k : lowest(magnitudes, count, stream_)) dropped[k] = true;

  std::vector<double> reluctance;  // the lowest are given back
  for (std::size_t k = 0; k < layer.size(); ++k) {
    const bool candidate = dropped[k] || !mask_.is_live(layer[k]);
    const double wish = options_.growth == Growth::random ? stream_.uniform()
                                                          : std::abs(double{gradient[layer[k]]});
    reluctance.push_back(candidate ? -wish : kNever);
  }
  for (std::size_t k = 0; k < layer.size(); ++k) {
    if (dropped[k]) mask_.prune(layer[k]);
  }
  for (const std::size_t k : lowest(reluctance, count, stream_)) {
    mask_.give_back(layer[k]);
    if (dropped[k]) continue;
    parameters[layer[k]] = 0;
    forget(layer[k]);
  }
  mask_.apply(parameters);
}

}  // namespace nn
