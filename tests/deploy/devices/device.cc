#include "deploy/devices/device.h"

#include <fmt/core.h>

#include <sstream>
#include <stdexcept>

#include "cli/run_command.h"

namespace deploy {
namespace {

std::string run(const std::vector<std::string>& command) {
  const cli::CommandResult result = cli::run_command(command);
  if (result.exit_code != 0 || !result.err.empty()) {
    throw std::runtime_error(
        fmt::format("{}: exit code {}\n{}", command[0], result.exit_code, result.err));
  }
  return result.out;
}

std::vector<std::string> compile_command(const Device& device, const std::string& source,
                                         const std::filesystem::path& folder,
                                         const std::vector<std::string>& flags) {
  std::vector<std::string> command = device.compiler;
  command.insert(command.end(), flags.begin(), flags.end());
  command.insert(command.end(), {"-std=c99", "-Wall", "-Wextra", "-pedantic", "-I", folder.string(),
                                 std::string(FIRMWARE_FOLDER) + "/" + source});
  return command;
}

}  // namespace

std::filesystem::path build_program(const Device& device, const std::string& source,
                                    const std::filesystem::path& folder,
                                    const std::vector<std::string>& flags) {
  const std::filesystem::path program = folder / "program.elf";
  std::vector<std::string> command = compile_command(device, source, folder, flags);
  command.insert(command.end(), device.linking.begin(), device.linking.end());
  command.insert(command.end(), {"-o", program.string()});
  run(command);
  return program;
}

CodeSize code_size(const Device& device, const std::filesystem::path& folder,
                   const std::vector<std::string>& flags) {
  const std::filesystem::path object = folder / "functions.o";
  std::vector<std::string> command = compile_command(device, "functions.c", folder, flags);
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
