#include "deploy/devices/device.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <stdexcept>

#include "base/check.h"
#include "base/file.h"
#include "base/run_command.h"
#include "deploy/devices/firmware.h"
#include "deploy/devices/simulators.h"

namespace deploy {
namespace {

std::string run(const std::vector<std::string>& command) {
  const base::CommandResult result = base::run_command(command);
  if (result.exit_code != 0 || !result.err.empty()) {
    throw std::runtime_error(
        fmt::format("{}: exit code {}\n{}", command[0], result.exit_code, result.err));
  }
  return result.out;
}

bool is_on_path(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (::access((folder + "/" + program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

std::vector<std::string> compile_command(const Device& device, const std::filesystem::path& folder,
                                         const std::vector<std::string>& sources,
                                         const std::string& optimisation) {
  std::vector<std::string> command = device.compiler;
  command.insert(command.end(), {optimisation, "-std=c99", "-Wall", "-Wextra", "-pedantic", "-I",
                                 folder.string()});
  for (const std::string& source : sources) command.push_back(folder / source);
  return command;
}

}  // namespace

std::span<const Device> devices() {
  static const std::vector<Device> all{atmega328p(), cortex_m0(), cortex_m4()};
  return all;
}

const Device& device(std::string_view name) {
  std::string names;
  for (const Device& device : devices()) {
    if (device.name == name) return device;
    names += (names.empty() ? "" : ", ") + device.name;
  }
  throw std::invalid_argument(fmt::format("device '{}': needs one of {}", name, names));
}

void require_tools(const Device& device) {
  std::vector<std::string> programs{device.compiler[0], device.size};
  programs.insert(programs.end(), device.simulator.begin(), device.simulator.end());
  for (const std::string& program : programs) {
    if (!is_on_path(program)) {
      throw std::runtime_error(fmt::format("{} needs {}, which is missing: {} installs it",
                                           device.title, program, kInstall));
    }
  }
}

std::map<std::string, std::string> tool_versions() {
  std::map<std::string, std::string> versions;
  for (const Device& device : devices()) {
    for (const std::string& package : device.packages) versions[package] = "unknown";
  }
  if (!is_on_path("dpkg-query")) return versions;
  for (auto& [package, version] : versions) {
    const auto result =
        base::run_command({"dpkg-query", "--show", "--showformat=${Version}", package});
    if (result.exit_code == 0 && !result.out.empty()) version = result.out;
  }
  return versions;
}

void write_firmware(const std::filesystem::path& folder) {
  for (const auto& [name, text] : firmware_files()) base::write_file(folder / name, text);
}

std::filesystem::path build_program(const Device& device, const std::filesystem::path& folder,
                                    const std::vector<std::string>& sources,
                                    const std::string& optimisation) {
  const std::filesystem::path program = folder / "program.elf";
  std::vector<std::string> command = compile_command(device, folder, sources, optimisation);
  command.insert(command.end(), device.linking.begin(), device.linking.end());
  command.insert(command.end(), {"-o", program.string()});
  run(command);
  return program;
}

CodeSize code_size(const Device& device, const std::filesystem::path& folder,
                   const std::string& optimisation) {
  const std::filesystem::path object = folder / "step.o";
  std::vector<std::string> command = compile_command(device, folder, {"step.c"}, optimisation);
  command.insert(command.end(), {"-c", "-o", object.string()});
  run(command);
  // A line of titles, then text, data and bss.
  std::istringstream table(run({device.size, object.string()}));
  std::string titles;
  std::getline(table, titles);
  int text = 0, data = 0, bss = 0;
  table >> text >> data >> bss;
  return {text + data, data + bss};
}

}  // namespace deploy
