#include "deploy/devices/device.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <stdexcept>

#include "base/file.h"
#include "base/temporary_folder.h"

namespace deploy {
namespace {

// What does not need the device's tools; tests/deploy/devices has the rest.

template <class Call>
std::string error_of(const Call& call) {
  try {
    call();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "no error";
}

TEST(Devices, AreFoundByName) {
  EXPECT_EQ(device("atmega328p").title, "ATmega328P");
  EXPECT_EQ(device("atmega328p").unit, "cycles");
  EXPECT_FALSE(device("cortex-m4").clock_hertz);
  EXPECT_EQ(error_of([] { device("attiny85"); }),
            "device 'attiny85': needs one of atmega328p, cortex-m0, cortex-m4");
}

TEST(Devices, AProgramThatIsMissingIsNamedWithTheCommandThatInstallsIt) {
  Device other = device("cortex-m0");
  other.compiler = {"sh"};
  other.size = "sh";
  other.simulator = {"sh"};
  EXPECT_EQ(error_of([&] { require_tools(other); }), "no error");
  other.simulator = {"no-such-simulator"};
  EXPECT_EQ(error_of([&] { require_tools(other); }),
            "Cortex-M0 needs no-such-simulator, which is missing: script/bootstrap --devices "
            "installs it");
}

TEST(Devices, VersionsAreOfAllPackages) {
  const auto versions = tool_versions();
  EXPECT_EQ(versions.size(), 8u);
  for (const auto& [package, version] : versions) EXPECT_NE(version, "") << package;
}

TEST(Firmware, IsThatOfTheSources) {
  const base::TemporaryFolder folder("firmware");
  write_firmware(folder.path());
  for (const char* name : {"calls.h", "cell.c", "device.h", "network.c", "step.c"}) {
    EXPECT_EQ(base::read_file(folder.path() / name),
              base::read_file(std::filesystem::path(MINLIFE_SOURCE_DIR) /
                              "deploy/devices/firmware" / name));
  }
}

}  // namespace
}  // namespace deploy
