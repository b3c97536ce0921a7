#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace base {

struct CommandResult {
  std::string out;  ///< all of standard output
  std::string err;  ///< all of standard error
  int exit_code;    ///< as a shell gives it: 128 + the signal's number if one ended the command
};

/// Runs a program, found on PATH if its name has no slash, with these arguments and an empty
/// standard input, and waits for its end. Throws std::system_error if it cannot be started.
/// Environment, limits and signals go through the programs for them: {"env", "NO_COLOR=1", ...},
/// {"timeout", "--signal=INT", "2", ...}.
/// Example: run_command({"avr-gcc", "--version"}).exit_code
CommandResult run_command(const std::vector<std::string>& command);

/// CPU time of all programs that this thread has waited for.
double command_cpu_seconds();

/// Where a program's standard streams lead: paths, opened by the program.
struct StandardStreams {
  std::string in, out, err;
};

/// The two halves of run_command(): the number of the process, and its exit code.
pid_t start_command(const std::vector<std::string>& command, const StandardStreams& streams);
int wait_for_command(pid_t process);

}  // namespace base
