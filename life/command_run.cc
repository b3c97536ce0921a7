#include <fmt/core.h>

#include <string>

#include "base/check.h"
#include "base/file.h"
#include "base/parse.h"
#include "base/program.h"
#include "life/arguments.h"
#include "life/commands.h"
#include "life/rle.h"
#include "life/step.h"

namespace life {
namespace {

constexpr std::int64_t kMaxGenerations = 1'000'000'000'000;

cxxopts::Options run_options() {
  cxxopts::Options options(
      "life run",
      "Runs a pattern (RLE), centred on a board, and prints generation,population as CSV:\n"
      "the start and the final generation.\n");
  options.custom_help("PATTERN.rle --size HxW --generations N [OPTION...]");
  options.add_options()                                                                          //
      ("size", "height and width of the board in cells", cxxopts::value<std::string>(), "HxW")   //
      ("generations", "how many to run, up to 10^12", cxxopts::value<std::string>(), "N")        //
      ("topology", "torus or dead-edge", cxxopts::value<std::string>()->default_value("torus"),  //
       "T")                                                                                      //
      ("rule", "as B3/S23; default: the file's, else B3/S23", cxxopts::value<std::string>(),     //
       "RULE")                                                                                   //
      ("out", "write the final board here", cxxopts::value<std::string>(), "FILE.rle")           //
      ("h,help", "print this");
  return options;
}

Pattern read_pattern(const std::string& path) {
  const std::string text = base::read_file(path);
  try {
    return read_rle(text);
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(path + ": " + error.what());
  }
}

Rule rule_of(const cxxopts::ParseResult& arguments, const Pattern& pattern) {
  if (arguments.count("rule") == 0) return pattern.rule.value_or(Rule::conway());
  try {
    return Rule::parse(arguments["rule"].as<std::string>());
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(fmt::format("--{}", error.what()));
  }
}

Board empty_board(const cxxopts::ParseResult& arguments) {
  const Size size =
      parse_size(required_flag(arguments, "size", "HEIGHTxWIDTH such as 64x64"), "--size");
  const Topology topology = parse_topology(arguments["topology"].as<std::string>(), "--topology");
  return Board(size.height, size.width, topology);
}

}  // namespace

int command_run(int argc, const char* const* argv) {
  cxxopts::Options options = run_options();
  const cxxopts::ParseResult arguments = parse_arguments(options, argc, argv);
  if (arguments.count("help") > 0) {
    fmt::print("{}", options.help());
    return base::kComplete;
  }
  reject_unmatched(arguments, 1);
  base::require(!arguments.unmatched().empty(), "run: needs a PATTERN.rle to run");
  const std::int64_t generations =
      base::parse_integer(required_flag(arguments, "generations", "a whole number"),
                          "--generations", 0, kMaxGenerations);
  Board board = empty_board(arguments);
  const Pattern pattern = read_pattern(arguments.unmatched().front());
  const Rule rule = rule_of(arguments, pattern);
  place_centred(pattern, board);

  fmt::print("generation,population\n0,{}\n", board.population());
  if (generations > 0) {
    step(board, rule, generations);
    fmt::print("{},{}\n", generations, board.population());
  }
  if (arguments.count("out") > 0) {
    base::write_file(arguments["out"].as<std::string>(), write_rle(board, rule));
  }
  return base::kComplete;
}

}  // namespace life
