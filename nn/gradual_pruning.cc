#include "nn/gradual_pruning.h"

#include <cassert>
#include <utility>

#include "base/check.h"

namespace nn {

GradualPruning::GradualPruning(Mask mask, std::vector<Part> parts, GradualOptions options,
                               std::unique_ptr<Optimizer> inner, const base::Stream& ties)
    : WrappedOptimizer(std::move(inner)),
      mask_(std::move(mask)),
      parts_(std::move(parts)),
      options_(std::move(options)),
      ties_(ties) {
  base::require(options_.period >= 1, "period {}: needs one step at least", options_.period);
  std::size_t live = live_count(mask_, parts_);
  for (const std::size_t count : options_.counts) {
    base::require(count <= live, "a pruning that leaves {} parts live: only {} are", count, live);
    live = count;
  }
  if (options_.score == GradualScore::movement) movement_.emplace(mask_.values().size());
}

void GradualPruning::step(std::span<float> parameters, std::span<const float> gradient,
                          [[maybe_unused]] std::span<const float> mask) {
  assert(mask.empty());
  if (movement_) movement_->add(parameters, gradient);
  inner().step(parameters, gradient, mask_.values());
  if (++steps_ % options_.period != 0 || done_ == options_.counts.size()) return;
  prune_to(options_.counts[done_++], parameters);
}

void GradualPruning::prune_to(std::size_t count, std::span<float> parameters) {
  const std::vector<double> magnitudes = magnitude_scores(parameters);
  const std::vector<double> scores =
      part_scores(parts_, movement_ ? movement_->scores() : std::span(magnitudes));
  prune(mask_, parts_, scores, live_count(mask_, parts_) - count, Scope::global, ties_);
  mask_.apply(parameters);
}

}  // namespace nn
