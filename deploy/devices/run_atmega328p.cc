#include <fmt/core.h>
#include <simavr/sim_avr.h>
#include <simavr/sim_elf.h>

#include <memory>
#include <mutex>
#include <stdexcept>

#include "deploy/devices/simulators.h"

namespace deploy {
namespace {

// Addresses of the registers that firmware/device.h writes to, in the space of data.
constexpr avr_io_addr_t kBytes = 0x3e;  // GPIOR0
constexpr avr_io_addr_t kMarks = 0x4a;  // GPIOR1
constexpr std::uint64_t kMostCycles = 4'000'000'000;

struct Recorder {
  DeviceReport report;
  std::uint64_t begin = 0;
};

void take_byte(avr_t*, avr_io_addr_t, std::uint8_t value, void* recorder) {
  static_cast<Recorder*>(recorder)->report.bytes.push_back(value);
}

void take_mark(avr_t* avr, avr_io_addr_t, std::uint8_t value, void* data) {
  auto& recorder = *static_cast<Recorder*>(data);
  if (value != 0) {
    recorder.begin = avr->cycle;
  } else {
    recorder.report.spans.push_back(static_cast<std::int64_t>(avr->cycle - recorder.begin));
  }
}

// The simulator's own lines are of no use here.
void drop_line(avr_t*, const int, const char*, va_list) {}

}  // namespace

DeviceReport run_atmega328p(const std::filesystem::path& program) {
  // The simulator has variables of its own that all its devices share.
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  avr_global_logger_set(drop_line);
  elf_firmware_t firmware{};
  if (elf_read_firmware(program.c_str(), &firmware) != 0) {
    throw std::runtime_error(program.string() + ": cannot be loaded");
  }
  const std::unique_ptr<avr_t, void (*)(avr_t*)> avr(avr_make_mcu_by_name("atmega328p"),
                                                     avr_terminate);
  avr_init(avr.get());
  avr_load_firmware(avr.get(), &firmware);
  Recorder recorder;
  avr_register_io_write(avr.get(), kBytes, take_byte, &recorder);
  avr_register_io_write(avr.get(), kMarks, take_mark, &recorder);
  int state = cpu_Running;
  while (state != cpu_Done && state != cpu_Crashed && avr->cycle < kMostCycles) {
    state = avr_run(avr.get());
  }
  if (state != cpu_Done) {
    throw std::runtime_error(fmt::format("{}: {} after {} cycles", program.string(),
                                         state == cpu_Crashed ? "crashed" : "not at its end",
                                         avr->cycle));
  }
  return recorder.report;
}

}  // namespace deploy
