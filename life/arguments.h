#pragma once

#include <cxxopts.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace life {

/// Parses a command's arguments (`argv[0]` is the command's name), of which up to `files` have no
/// flag; prints the help and returns nothing if --help is among them. Throws std::invalid_argument
/// that names the flag and those allowed for all that cxxopts refuses, and one for the first
/// argument too many.
std::optional<cxxopts::ParseResult> parse_arguments(cxxopts::Options& options, int argc,
                                                    const char* const* argv, std::size_t files);

/// The text of a flag without which there is nothing to do; `needs` completes the error message
/// "--size: missing, needs ...".
std::string required_flag(const cxxopts::ParseResult& arguments, const std::string& flag,
                          std::string_view needs);

}  // namespace life
