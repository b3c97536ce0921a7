#include <fmt/core.h>

#include <string>

#include "base/check.h"
#include "base/file.h"
#include "base/program.h"
#include "life/arguments.h"
#include "life/commands.h"
#include "life/pattern_argument.h"

namespace life {
namespace {

cxxopts::Options convert_options() {
  cxxopts::Options options(
      "life convert",
      "Writes a pattern file in another format. IN is of any format (its name plays no part);\n"
      "OUT's name says the format: .rle, .cells (plaintext), .lif (Life 1.05), and _106.lif or\n"
      ".life (Life 1.06). What the format cannot hold, such as a rule in .cells, is named in a\n"
      "note on standard error.\n");
  options.custom_help("IN OUT [OPTION...]");
  options.add_options()  //
      ("format", "rle, cells, life-1.05 or life-1.06, whatever OUT's name",
       cxxopts::value<std::string>(), "F")  //
      ("h,help", "print this");
  return options;
}

}  // namespace

int command_convert(int argc, const char* const* argv) {
  cxxopts::Options options = convert_options();
  const auto parsed = parse_arguments(options, argc, argv, 2);
  if (!parsed) return base::kComplete;
  const cxxopts::ParseResult& arguments = *parsed;
  const auto& files = arguments.unmatched();
  base::require(files.size() == 2, "convert: needs two files, IN and OUT");
  require_other_file("OUT", files[1], files[0]);
  const PatternFormat format =
      arguments.count("format") > 0
          ? parse_pattern_format(arguments["format"].as<std::string>(), "--format")
          : format_to_write(files[1]);
  const Pattern pattern = read_pattern_file(files[0]).pattern;
  std::string text;
  try {
    text = write_pattern(pattern, format);
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(files[1] + ": " + error.what());
  }
  const int exit_code = write_whole(files[1], text);
  const std::string lost = lost_in(format, pattern);
  if (!lost.empty()) {
    fmt::print(stderr, "life: note: {}: {} cannot hold {}\n", files[1], to_string(format), lost);
  }
  return exit_code;
}

}  // namespace life
