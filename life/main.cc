#include <fmt/core.h>

#include <string_view>

#include "base/build_info.h"
#include "base/check.h"
#include "base/program.h"
#include "life/commands.h"

namespace {

constexpr std::string_view kHelp =
    R"(Conway's Game of Life and other outer-totalistic rules on bounded boards.
Usage:
  life COMMAND [OPTION...]
  life --help | --version

Commands:
  run      run a pattern: its populations, the final board, pictures of it
  soup     write a random board
  convert  write a pattern file in another format
  info     print size, population, rule and bounding box of a pattern file

'life COMMAND --help' tells more.
)";

constexpr std::string_view kCommands = "run, soup, convert or info";

int run_life(int argc, const char* const* argv) {
  base::require(argc >= 2, "needs a command: {}; see 'life --help'", kCommands);
  const std::string_view command = argv[1];
  if (command == "run") return life::command_run(argc - 1, argv + 1);
  if (command == "soup") return life::command_soup(argc - 1, argv + 1);
  if (command == "convert") return life::command_convert(argc - 1, argv + 1);
  if (command == "info") return life::command_info(argc - 1, argv + 1);
  base::require(command == "--help" || command == "-h" || command == "--version",
                "{}: needs a command: {}; see 'life --help'", command, kCommands);
  if (command == "--version") {
    fmt::print("{}\n", base::version_line());
  } else {
    fmt::print("{}", kHelp);
  }
  return base::kComplete;
}

}  // namespace

int main(int argc, char** argv) {
  return base::run_program("life", [&] { return run_life(argc, argv); });
}
