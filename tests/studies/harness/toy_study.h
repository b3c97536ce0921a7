#pragma once

#include <functional>

#include "studies/harness/study.h"

namespace study {

/// A study that a test can run in microseconds: how often most of a few coin flips are heads. Axes
/// `flips` (1..9), `bias` (0..1) and `side` (heads, tails); columns `heads`, `solved`,
/// `first_flip`; presets smoke (6 trials), quick (24) and paper (two blocks that overlap). Option
/// --delay-ms N makes each trial wait, asking `stop` every millisecond. `before` is called before
/// each trial.
Study coin(std::function<void(const Trial&)> before = {});

/// The same as `coin_series` with as many rows a trial as flips; the first is the coin's.
Study coin_series(std::function<void(const Trial&)> before = {});

/// The same as `coin_search`: looks for the least number of flips, which have two `sides` each.
Study coin_search(std::function<void(const Trial&)> before = {});

}  // namespace study
