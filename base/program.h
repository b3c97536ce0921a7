#pragma once

#include <functional>
#include <stdexcept>
#include <string_view>

namespace base {

/// Exit codes of every program (README, "Exit codes"); interrupted is 128 + the signal's number.
enum ExitCode : int {
  kComplete = 0,
  kFailure = 1,       ///< a file that cannot be written, no memory, ...
  kUsage = 2,         ///< the command line or an input file is wrong
  kDisagreement = 3,  ///< data that does not agree with what this program computes
  kMoreToDo = 4,      ///< stopped by a budget
};

/// Data on disk contradicts the program or itself; the message holds both values.
struct DisagreementError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Says a line on stderr: "<name>: <text>". A stderr that is closed or full must not end a run.
void note(std::string_view name, std::string_view text) noexcept;

/// Runs a program's body and maps what it throws to one line on stderr, "<name>: <message>", and an
/// exit code: std::invalid_argument kUsage, DisagreementError kDisagreement, all others kFailure.
/// A limit on the size of files is such an error too, and kills no program.
int run_program(std::string_view name, const std::function<int()>& body) noexcept;

}  // namespace base
