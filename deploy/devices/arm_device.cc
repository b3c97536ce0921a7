#include <fmt/core.h>

#include <cmath>
#include <sstream>
#include <stdexcept>

#include "base/run_command.h"
#include "deploy/devices/simulators.h"

namespace deploy {
namespace {

// Virtual time that an instruction takes: 2^8 ns, several ticks, so that ticks tell how many
// instructions it were.
constexpr const char* kInstructionTime = "shift=8";
constexpr double kInstructionNanoseconds = 256;

DeviceReport run_qemu(const std::string& machine, double clock_hertz,
                      const std::filesystem::path& program) {
  const base::CommandResult result =
      base::run_command({"timeout", "120", "qemu-system-arm", "-M", machine, "-display", "none",
                         "-monitor", "none", "-serial", "none", "-chardev", "stdio,id=report",
                         "-semihosting-config", "enable=on,target=native,chardev=report", "-icount",
                         kInstructionTime, "-kernel", program.string()});
  if (result.exit_code != 0) {
    throw std::runtime_error(
        fmt::format("{}: exit code {}\n{}", program.string(), result.exit_code, result.err));
  }
  DeviceReport report;
  std::istringstream lines(result.out);
  std::string kind;
  for (std::int64_t number; lines >> kind >> number;) {
    if (kind == "byte") {
      report.bytes.push_back(static_cast<std::uint8_t>(number));
    } else {
      const double seconds = static_cast<double>(number) / clock_hertz;
      report.spans.push_back(std::llround(seconds * 1e9 / kInstructionNanoseconds));
    }
  }
  return report;
}

DeviceReport run_microbit(const std::filesystem::path& program) {
  return run_qemu("microbit", 16e6, program);
}

DeviceReport run_mps2_an386(const std::filesystem::path& program) {
  return run_qemu("mps2-an386", 25e6, program);
}

Device cortex(const std::string& name, const std::string& title,
              DeviceReport (*run)(const std::filesystem::path&)) {
  return {
      name,
      title,
      "instructions",
      std::nullopt,
      {"arm-none-eabi-gcc", "-mcpu=" + name, "-mthumb", "--specs=picolibc.specs"},
      {"--crt0=hosted", "--oslib=semihost",
       "-Wl,--defsym=__flash=0,--defsym=__flash_size=0x40000,"
       "--defsym=__ram=0x20000000,--defsym=__ram_size=0x4000"},
      "arm-none-eabi-size",
      {"qemu-system-arm"},
      {"gcc-arm-none-eabi", "binutils-arm-none-eabi", "picolibc-arm-none-eabi", "qemu-system-arm"},
      run};
}

}  // namespace

Device cortex_m0() { return cortex("cortex-m0", "Cortex-M0", run_microbit); }
Device cortex_m4() { return cortex("cortex-m4", "Cortex-M4", run_mps2_an386); }

}  // namespace deploy
