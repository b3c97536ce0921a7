#include <fmt/core.h>

#include <limits>
#include <string>

#include "base/file.h"
#include "base/parse.h"
#include "base/program.h"
#include "base/random.h"
#include "life/arguments.h"
#include "life/commands.h"
#include "life/pattern_argument.h"
#include "life/rle.h"
#include "life/soup.h"

namespace life {
namespace {

cxxopts::Options soup_options() {
  cxxopts::Options options("life soup", "Writes a random board as RLE.\n");
  options.custom_help("--size HxW --density D --out FILE.rle [OPTION...]");
  options.add_options()                                                                         //
      ("size", "height and width of the board in cells", cxxopts::value<std::string>(), "HxW")  //
      ("density", "probability of a cell to live, 0 to 1, rounded to a multiple of 2^-16",      //
       cxxopts::value<std::string>(), "D")                                                      //
      ("seed", "another seed, another board", cxxopts::value<std::string>()->default_value("0"),
       "S")                                                                       //
      ("out", "write the board here", cxxopts::value<std::string>(), "FILE.rle")  //
      ("h,help", "print this");
  return options;
}

}  // namespace

int command_soup(int argc, const char* const* argv) {
  cxxopts::Options options = soup_options();
  const auto parsed = parse_arguments(options, argc, argv, 0);
  if (!parsed) return base::kComplete;
  const cxxopts::ParseResult& arguments = *parsed;
  const Size size =
      parse_size(required_flag(arguments, "size", "HEIGHTxWIDTH such as 64x64"), "--size");
  const double density = base::parse_real(
      required_flag(arguments, "density", "a number from 0 to 1"), "--density", 0, 1);
  const std::string out = required_flag(arguments, "out", "a file to write");
  require_rle_name(out);
  const std::int64_t seed = base::parse_integer(arguments["seed"].as<std::string>(), "--seed", 0,
                                                std::numeric_limits<std::int64_t>::max());

  Board board(size.height, size.width, Topology::torus);
  soup(board, density, base::Stream(static_cast<std::uint64_t>(seed), "soup"), 0);
  return write_whole(out, write_rle(board, Rule::conway()));
}

}  // namespace life
