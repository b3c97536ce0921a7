#include <fmt/core.h>

#include <stdexcept>

#include "deploy/devices/simulators.h"

namespace deploy {

DeviceReport run_atmega328p(const std::filesystem::path&) {
  throw std::runtime_error(fmt::format(
      "built without simavr: install it by {}, then configure and build again", kInstall));
}

}  // namespace deploy
