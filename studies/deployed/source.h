#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "nn/network.h"
#include "studies/harness/study.h"

/// Where the networks that are deployed come from.
namespace deployed {

/// Of a pruned network: what a round prunes of what is left, and boards of a round's training, as
/// the study `pruning` has them by default.
inline constexpr double kRoundShare = 0.2;
inline constexpr std::int64_t kRetraining = 50'000;

/// A network of floats.
struct Source {
  nn::Network network;
  std::int64_t window_errors;  ///< windows that it gets wrong: 0 if it is exact
};

/// The trial of `overcompleteness` with the same training axes, base seed and index: its streams
/// and seed give the network that trial trained.
class SourceTrial {
 public:
  explicit SourceTrial(const study::Trial& trial);
  SourceTrial(const SourceTrial&) = delete;
  SourceTrial& operator=(const SourceTrial&) = delete;

  const study::Trial& trial() const { return trial_; }

 private:
  study::Study study_;
  study::Cell cell_;
  study::Trial trial_;
};

/// Trains the network of a trial of one or two steps. Nothing once `stop` is true.
std::optional<Source> train(const SourceTrial& trial, const std::function<bool()>& stop);

/// Prunes a trained network to `percent` of its weights, round by round, each by what the loss is
/// without a weight and trained again to the end; then without the channels that nothing needs
/// (nn/shrink.h). Nothing once `stop` is true.
std::optional<Source> prune(const Source& trained, double percent, const SourceTrial& source,
                            const std::function<bool()>& stop);

}  // namespace deployed
