#pragma once

#include <string>
#include <vector>

#include "base/run_command.h"

namespace cli {

using base::CommandResult;
using base::run_command;

/// Runs a program as base::run_command() does, on a terminal of 80 columns: what both streams write
/// there, line ends as "\r\n".
std::string run_on_terminal(const std::vector<std::string>& command);

}  // namespace cli
