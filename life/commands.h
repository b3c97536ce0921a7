#pragma once

namespace life {

// The program's commands: what `life COMMAND --help` says. `argv[0]` is the command's name. They
// return an exit code and throw as base::run_program expects.

int command_convert(int argc, const char* const* argv);
int command_info(int argc, const char* const* argv);
int command_run(int argc, const char* const* argv);
int command_soup(int argc, const char* const* argv);

}  // namespace life
