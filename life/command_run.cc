#include <fmt/core.h>

#include <algorithm>
#include <csignal>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "base/check.h"
#include "base/interruption.h"
#include "base/parse.h"
#include "base/program.h"
#include "life/arguments.h"
#include "life/commands.h"
#include "life/pattern_argument.h"
#include "life/population_run.h"
#include "life/run_outputs.h"

namespace life {
namespace {

constexpr std::int64_t kMaxGenerations = 1'000'000'000'000;

cxxopts::Options run_options() {
  cxxopts::Options options(
      "life run",
      "Runs a pattern (RLE, .cells, Life 1.05 or 1.06) and prints generation,population as CSV:\n"
      "the start, with --every K each K-th generation, and the last. The board is the bounded\n"
      "grid that the file states (a rule such as B3/S23:T64,64), else it has --size and the\n"
      "pattern in its middle. Rows count generations from 0, and --out keeps no comments. Ctrl-C\n"
      "ends a run early; the final board is then that of the generation it has reached.\n");
  options.custom_help("PATTERN --generations N [OPTION...]");
  options.add_options()                                                                         //
      ("generations", "how many to run, up to 10^12", cxxopts::value<std::string>(), "N")       //
      ("size", "height and width of the board in cells; default: the file's grid",              //
       cxxopts::value<std::string>(), "HxW")                                                    //
      ("topology", "torus or dead-edge; default: that of the file's grid, else torus",          //
       cxxopts::value<std::string>(), "T")                                                      //
      ("rule", "as B3/S23; default: the file's, else B3/S23", cxxopts::value<std::string>(),    //
       "RULE")                                                                                  //
      ("every", "print every K-th generation", cxxopts::value<std::string>(), "K")              //
      ("out", "write the final board here", cxxopts::value<std::string>(), "FILE.rle")          //
      ("png", "draw it here, living cells black; small boards enlarged to 512 pixels or more",  //
       cxxopts::value<std::string>(), "FILE.png")                                               //
      ("ascii", fmt::format("draw it below the CSV: O alive, . dead; up to {0}x{0} cells",      //
                            kMaxAsciiSide))                                                     //
      ("j,threads", "threads that share a big board (one a core)",                              //
       cxxopts::value<std::string>(), "N")                                                      //
      ("q,quiet", "no progress on stderr")                                                      //
      ("h,help", "print this");
  return options;
}

Rule rule_of(const cxxopts::ParseResult& arguments, const Pattern& pattern) {
  if (arguments.count("rule") == 0) return pattern.rule.value_or(Rule::conway());
  try {
    return Rule::parse(arguments["rule"].as<std::string>());
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(fmt::format("--{}", error.what()));
  }
}

/// A torus without --topology and a grid.
Topology topology_of(const cxxopts::ParseResult& arguments, const Pattern& pattern) {
  if (arguments.count("topology") > 0) {
    return parse_topology(arguments["topology"].as<std::string>(), "--topology");
  }
  return pattern.grid ? pattern.grid->topology : Topology::torus;
}

/// A board without cells, unless the file's grid is to be taken.
std::optional<Board> empty_board(const cxxopts::ParseResult& arguments, const Pattern& pattern) {
  if (arguments.count("size") == 0 && pattern.grid) return std::nullopt;
  const Size size = parse_size(
      required_flag(
          arguments, "size",
          "HEIGHTxWIDTH such as 64x64: the file is of an unbounded plane, which is not supported"),
      "--size");
  return Board(size.height, size.width, topology_of(arguments, pattern));
}

/// The board with the pattern on it, which is from `path`.
Board start_of(const cxxopts::ParseResult& arguments, const std::string& path, Pattern pattern) {
  std::optional<Board> board = empty_board(arguments, pattern);
  const Topology topology = topology_of(arguments, pattern);
  try {
    if (board) {
      place_centred(pattern, *board);
      return std::move(*board);
    }
    pattern.grid->topology = topology;
    return board_of(pattern);
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(fmt::format("{}: {}", path, error.what()));
  }
}

RunPlan plan_of(const cxxopts::ParseResult& arguments) {
  const std::int64_t generations =
      base::parse_integer(required_flag(arguments, "generations", "a whole number"),
                          "--generations", 0, kMaxGenerations);
  const std::int64_t every = arguments.count("every") == 0
                                 ? kMaxGenerations
                                 : base::parse_integer(arguments["every"].as<std::string>(),
                                                       "--every", 1, kMaxGenerations);
  const int threads = arguments.count("threads") == 0
                          ? static_cast<int>(std::max(1u, std::thread::hardware_concurrency()))
                          : static_cast<int>(base::parse_integer(
                                arguments["threads"].as<std::string>(), "--threads", 1, 1024));
  return {generations, every, threads, arguments.count("quiet") > 0};
}

/// A file to write, or nothing.
std::string output_file(const cxxopts::ParseResult& arguments, const std::string& flag) {
  if (arguments.count(flag) == 0) return "";
  const auto path = arguments[flag].as<std::string>();
  base::require(!path.empty(), "--{}: needs a file to write", flag);
  return path;
}

}  // namespace

int command_run(int argc, const char* const* argv) {
  cxxopts::Options options = run_options();
  const auto parsed = parse_arguments(options, argc, argv, 1);
  if (!parsed) return base::kComplete;
  const cxxopts::ParseResult& arguments = *parsed;
  base::require(!arguments.unmatched().empty(), "run: needs a PATTERN file to run");
  const RunPlan plan = plan_of(arguments);
  const std::string& path = arguments.unmatched().front();
  Pattern pattern = read_pattern_file(path).pattern;
  const Rule rule = rule_of(arguments, pattern);
  Board board = start_of(arguments, path, std::move(pattern));
  const RunOutputs outputs{output_file(arguments, "out"), output_file(arguments, "png"),
                           arguments.count("ascii") > 0};
  require_other_file("--png", outputs.png, path);
  require_possible(outputs, board.size());

  const base::Interruption interruption;
  // Who reads the rows may go away; the files are written all the same.
  if (!outputs.out.empty() || !outputs.png.empty()) std::signal(SIGPIPE, SIG_IGN);
  const std::int64_t reached = run_printing_populations(board, rule, plan);
  write_outputs(outputs, board, rule);
  if (reached == plan.generations) return base::kComplete;
  const std::string where =
      fmt::format("at generation {} of {}{}", reached, plan.generations, tell_files(outputs));
  const int signal = base::Interruption::signal();
  if (signal == 0) throw std::runtime_error("standard output: cannot write; stopped " + where);
  base::note("life", "interrupted " + where);
  return 128 + signal;
}

}  // namespace life
