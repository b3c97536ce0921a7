#include <gtest/gtest.h>

#include <filesystem>

#include "base/temporary_folder.h"
#include "deploy/devices/device.h"

namespace deploy {
namespace {

namespace fs = std::filesystem;

class Timing : public testing::Test {
 protected:
  Timing() { write_firmware(folder_.path()); }

  // What a program of this folder's firmware/ tells.
  DeviceReport run(const Device& device, const std::string& source) const {
    fs::copy_file(fs::path(FIRMWARE_FOLDER) / source, folder_.path() / source,
                  fs::copy_options::overwrite_existing);
    return device.run(build_program(device, folder_.path(), {source}, "-O2"));
  }

 private:
  const base::TemporaryFolder folder_{"Timing"};
};

struct Instruction {
  const char* text;
  int cycles;
};

// Cycles of a device with a program counter of 16 bits, from the AVR Instruction Set Manual
// (DS40002198), column AVRe+; a call with the 4 cycles of its return.
constexpr Instruction kManual[] = {
    {"nop", 1},
    {"add", 1},
    {"ldi", 1},
    {"movw", 1},
    {"adiw", 2},
    {"mul", 2},
    {"muls", 2},
    {"mulsu", 2},
    {"lds", 2},
    {"sts", 2},
    {"ld X", 2},
    {"st X", 2},
    {"ldd", 2},
    {"std", 2},
    {"lpm", 3},
    {"lpm Z+", 3},
    {"push", 2},
    {"pop", 2},
    {"in", 1},
    {"sbi", 2},
    {"rjmp", 2},
    {"jmp", 3},
    {"brne, taken", 2},
    {"brne, not taken", 1},
    {"sbrc, no skip", 1 + 1},
    {"sbrs, skip", 2},
    {"rcall, ret", 3 + 4},
    {"call, ret", 4 + 4},
    {"icall, ret", 3 + 4},
};

TEST_F(Timing, AvrCyclesAreThoseOfTheManual) {
  const DeviceReport report = run(device("atmega328p"), "avr_timing.S");
  ASSERT_EQ(report.spans.size(), 1 + std::size(kManual));
  const std::int64_t empty = report.spans[0];
  EXPECT_EQ(empty, 1) << "the mark itself";
  for (std::size_t k = 0; k < std::size(kManual); ++k) {
    EXPECT_EQ(report.spans[k + 1] - empty, kManual[k].cycles) << kManual[k].text;
  }
}

TEST_F(Timing, ArmInstructionsAreCountedOneByOne) {
  for (const char* name : {"cortex-m0", "cortex-m4"}) {
    const DeviceReport report = run(device(name), "arm_timing.c");
    ASSERT_EQ(report.spans.size(), 4u) << name;
    EXPECT_EQ(report.spans[1] - report.spans[0], 1) << name;
    EXPECT_EQ(report.spans[2] - report.spans[0], 2) << name;
    EXPECT_EQ(report.spans[3] - report.spans[0], 100) << name;
  }
}

}  // namespace
}  // namespace deploy
