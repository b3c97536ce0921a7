#pragma once

#include <filesystem>
#include <string>

#include "nn/network_file.h"

namespace deploy {

/// An exact L(n, m) of tests/vectors/networks, "l_1_4" or another there.
inline nn::Network trained_network(const std::string& name) {
  return nn::read_network(std::filesystem::path(MINLIFE_SOURCE_DIR) / "tests/vectors/networks" /
                          (name + ".json"));
}

}  // namespace deploy
