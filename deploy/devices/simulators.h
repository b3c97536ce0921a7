#pragma once

#include "deploy/devices/device.h"

namespace deploy {

Device atmega328p();
Device cortex_m0();
Device cortex_m4();

/// Runs a program on simavr's ATmega328P to its end. Throws std::runtime_error if it crashes, does
/// not end, or this was built without simavr.
DeviceReport run_atmega328p(const std::filesystem::path& program);

/// The command that installs what devices need.
inline constexpr const char* kInstall = "script/bootstrap --devices";

}  // namespace deploy
