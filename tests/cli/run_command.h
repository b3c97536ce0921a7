#pragma once

#include <string>
#include <vector>

namespace cli {

struct CommandResult {
  std::string out;  ///< all of standard output
  std::string err;  ///< all of standard error
  int exit_code;    ///< as a shell gives it: 128 + the signal's number if one ended the command
};

/// Runs a program, found on PATH if its name has no slash, with these arguments and an empty
/// standard input, and waits for its end. Throws std::system_error if it cannot be started.
/// Environment, limits and signals go through the programs for them: {"env", "NO_COLOR=1", ...},
/// {"timeout", "--signal=INT", "2", ...}.
/// Example: run_command({LIFE_PROGRAM, "run", "--help"}).exit_code
CommandResult run_command(const std::vector<std::string>& command);

/// Runs a program as above on a terminal of 80 columns: what both streams write there, line ends as
/// "\r\n".
std::string run_on_terminal(const std::vector<std::string>& command);

}  // namespace cli
