#pragma once

#include "studies/harness/study.h"

namespace subnetworks {

/// The study `tickets` as far as its trials' networks depend on it: name, revision, axes and
/// streams; and the work that trials have in common. Its axes are training_axes() and method,
/// controls, biases, train_until, round_share, rewind_step, mask_interval, update_period.
study::Study tickets_study();

}  // namespace subnetworks
