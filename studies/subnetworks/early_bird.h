#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "nn/wrapped_optimizer.h"
#include "studies/subnetworks/setting.h"

namespace subnetworks {

/// Keeps a copy of the parameters after each `period` steps.
class Recorder final : public nn::WrappedOptimizer {
 public:
  Recorder(std::unique_ptr<nn::Optimizer> inner, std::int64_t period);

  using WrappedOptimizer::step;
  void step(std::span<float> parameters, std::span<const float> gradient,
            std::span<const float> mask) override;

  const std::vector<std::vector<float>>& copies() const { return copies_; }

 private:
  std::int64_t period_;
  std::int64_t steps_ = 0;
  std::vector<std::vector<float>> copies_;
};

/// Early-Bird tickets (nn/early_bird.h), of weights: while the network is trained, the mask of the
/// greatest magnitudes is looked at after each axis `mask_interval`. When it has settled, the
/// network is pruned by it as it is then, as in algorithm 1 of the paper, and trained on. Where
/// training ends before, the ticket is drawn at its end. Charged with the training up to there.
std::optional<Tickets> early_bird_tickets(const Setting& setting, const Stop& stop);

}  // namespace subnetworks
