#pragma once

#include <vector>

#include "studies/harness/study.h"

namespace subnetworks {

/// training_axes() and method, controls, biases, train_until, round_share, rewind_step,
/// mask_interval, update_period.
std::vector<study::Axis> axes();

}  // namespace subnetworks
