#include <fmt/core.h>

#include <string>

#include "base/check.h"
#include "base/program.h"
#include "life/arguments.h"
#include "life/commands.h"
#include "life/pattern_argument.h"

namespace life {
namespace {

cxxopts::Options info_options() {
  cxxopts::Options options(
      "life info",
      "Prints what a pattern file of any format holds, a line each: format, size (height x width\n"
      "as stated, at least what the cells need), population, rule, bounding box of the living\n"
      "cells (x, y: its top-left cell, as Golly places it); bounded grid and generation if they\n"
      "are stated.\n");
  options.custom_help("FILE");
  options.add_options()("h,help", "print this");
  return options;
}

void print_line(std::string_view key, const std::string& value) {
  fmt::print("{:<14}{}\n", fmt::format("{}:", key), value);
}

std::string box_text(const Pattern& pattern) {
  const Box box = box_around_cells(pattern);
  if (box.size.height == 0) return "none";
  return fmt::format("{} at x = {}, y = {}", to_string(box.size), pattern.position.x + box.corner.x,
                     pattern.position.y + box.corner.y);
}

}  // namespace

int command_info(int argc, const char* const* argv) {
  cxxopts::Options options = info_options();
  const auto parsed = parse_arguments(options, argc, argv, 1);
  if (!parsed) return base::kComplete;
  const cxxopts::ParseResult& arguments = *parsed;
  base::require(!arguments.unmatched().empty(), "info: needs a pattern file");
  const auto [format, pattern] = read_pattern_file(arguments.unmatched().front());

  print_line("format", std::string(to_string(format)));
  print_line("size", to_string(pattern.size));
  print_line("population", std::to_string(population(pattern)));
  print_line("rule", pattern.rule ? pattern.rule->to_string() : "none stated (B3/S23)");
  print_line("bounding box", box_text(pattern));
  if (pattern.grid) {
    print_line("bounded grid",
               fmt::format("{} {} ({})", to_string(pattern.grid->size),
                           to_string(pattern.grid->topology), pattern.grid->to_string()));
  }
  if (pattern.generation != 0) print_line("generation", std::to_string(pattern.generation));
  return base::kComplete;
}

}  // namespace life
