#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

#include "studies/harness/study.h"
#include "studies/pruned/pruned_network.h"

namespace pruned {

/// A network of a trial of the study `pruning`, as a round's training left it.
struct StudyRound {
  std::int64_t number;               ///< 0: nothing pruned
  std::optional<std::size_t> asked;  ///< parts to keep; nothing in round 0
  const PrunedNetwork& network;
  const TrainedRound& trained;
};

/// A gradual schedule prunes so often in the first three quarters of its training, which has as
/// many batches as that takes at least: one from each pruning to the next.
inline constexpr std::int64_t kGradualPrunings = 40;
inline constexpr std::int64_t kGradualSteps = (4 * kGradualPrunings + 2) / 3;

/// Runs a trial of pruning_study(): hands its rounds over, one after another. Of a network that
/// training does not make exact there is round 0 alone. False once `stop` is true.
/// Example:
///   pruned::run_rounds(trial, [&](const StudyRound& r) { numbers.push_back(r.number); }, stop);
bool run_rounds(const study::Trial& trial, const std::function<void(const StudyRound&)>& hand_over,
                const std::function<bool()>& stop);

}  // namespace pruned
