#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "nn/network.h"
#include "studies/harness/study.h"

/// Where the networks that are deployed come from.
namespace deployed {

/// A network of floats.
struct Source {
  nn::Network network;     ///< if it was pruned or small, without the channels that nothing needs
  std::size_t parameters;  ///< before these went
  double share;            ///< of the weights of L(n, m), those that were kept
  std::int64_t window_errors;  ///< windows that it gets wrong: 0 if it is exact
};

/// Networks that are trained, as the study spells them: "trained", which is L(n, m) as it is;
/// "pruned-removal", "pruned-magnitude" and "pruned-filters", by these criteria of the study
/// `pruning`; "ticket", of iterative magnitude pruning in the study `tickets`, and "small", dense
/// networks of that study.
const std::vector<std::string>& learned_names();

/// The trial of another study that a trial's network comes from: of `overcompleteness`, `pruning`
/// or `tickets`, with the same training axes, base seed and index, and its other axes as that
/// study's preset paper has them for one step. Its streams and seed, which names its rows, give the
/// networks of that trial.
class SourceTrial {
 public:
  /// Of a study with the axes of training and `network`, which is one of learned_names().
  explicit SourceTrial(const study::Trial& trial);
  SourceTrial(const SourceTrial&) = delete;
  SourceTrial& operator=(const SourceTrial&) = delete;

  const study::Trial& trial() const { return trial_; }

  /// Its networks in the order of their rounds, at least one; of a trial of `pruning` that did not
  /// learn that one alone. Nothing once `stop` is true.
  std::optional<std::vector<Source>> networks(const std::function<bool()>& stop) const;

 private:
  study::Study study_;
  study::Cell cell_;
  study::Trial trial_;
};

/// Of at least one network the one whose share of the weights is the nearest to `per_cent` by
/// ratio, the first of several.
const Source& nearest(const std::vector<Source>& networks, double per_cent);

}  // namespace deployed
