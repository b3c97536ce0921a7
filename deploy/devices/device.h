#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace deploy {

/// What a program on a device told.
struct DeviceReport {
  std::vector<std::uint8_t> bytes;
  /// Of each span between two marks: cycles (AVR), or instructions (ARM), with what the marks
  /// themselves take.
  std::vector<std::int64_t> spans;
};

/// A microcontroller that is simulated on this machine, and its compiler.
struct Device {
  std::string name;                    ///< "atmega328p"
  std::string title;                   ///< "ATmega328P"
  std::string unit;                    ///< of spans: "cycles" or "instructions"
  std::optional<double> clock_hertz;   ///< that times are told for, where spans are cycles
  std::vector<std::string> compiler;   ///< with the flags that choose the device
  std::vector<std::string> linking;    ///< further flags for a whole program
  std::string size;                    ///< program that prints the sections of an object file
  std::vector<std::string> simulator;  ///< programs that `run` runs
  std::vector<std::string> packages;   ///< Debian's, of compiler and simulator
  DeviceReport (*run)(const std::filesystem::path& program);
};

/// ATmega328P (simavr: exact cycles), Cortex-M0 and Cortex-M4 (QEMU: exact instructions).
std::span<const Device> devices();

/// By name; throws std::invalid_argument that lists the names there are.
const Device& device(std::string_view name);

/// Throws std::runtime_error that names the first program that is not on PATH, and the command that
/// installs it.
void require_tools(const Device& device);

/// The versions of all devices' Debian packages by name, on which sizes and costs depend; "unknown"
/// where dpkg does not tell.
std::map<std::string, std::string> tool_versions();

/// Writes the files of firmware/ into `folder`.
void write_firmware(const std::filesystem::path& folder);

/// Compiles files of `folder` with the headers there, each on its own, for -std=c99 without a
/// warning, and links them; the result lies in `folder`. Throws std::runtime_error with what the
/// compiler says.
std::filesystem::path build_program(const Device& device, const std::filesystem::path& folder,
                                    const std::vector<std::string>& sources,
                                    const std::string& optimisation);

/// Bytes of code and constants, and of memory that is not on the stack.
struct CodeSize {
  int flash;
  int memory;
};

/// Of life_net_step() of the header life_net.h in `folder`, where the firmware lies too.
CodeSize code_size(const Device& device, const std::filesystem::path& folder,
                   const std::string& optimisation);

}  // namespace deploy
