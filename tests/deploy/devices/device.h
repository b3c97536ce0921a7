#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
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
  std::string name;                   ///< "ATmega328P"
  std::vector<std::string> compiler;  ///< with the flags that choose the device
  std::vector<std::string> linking;   ///< further flags for a whole program
  std::string size;                   ///< program that prints the sections of an object file
  DeviceReport (*run)(const std::filesystem::path& program);
};

Device atmega328p();
Device cortex_m0();
Device cortex_m4();

/// Compiles a file of firmware/ with headers of `folder`, for -std=c99 without a warning; the
/// result lies in `folder`. Throws std::runtime_error with what the compiler says.
std::filesystem::path build_program(const Device& device, const std::string& source,
                                    const std::filesystem::path& folder,
                                    const std::vector<std::string>& flags);

/// Bytes of code and constants, and of memory that is not on the stack.
struct CodeSize {
  int flash;
  int memory;
};
CodeSize code_size(const Device& device, const std::filesystem::path& folder,
                   const std::vector<std::string>& flags);

}  // namespace deploy
