#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nn/network.h"

namespace deployed {

/// The networks of task/hand_made.h, as the study spells them: "bibin-dereventsov", ...
std::vector<std::string> hand_made_names();

/// That network on a torus; for two steps after Bibin & Dereventsov's, whose output is 0 or 1.
/// Throws std::out_of_range for another name.
nn::Network hand_made_network(std::string_view name, int steps);

}  // namespace deployed
