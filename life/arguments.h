#pragma once

#include <cxxopts.hpp>
#include <string>
#include <string_view>

namespace life {

/// Parses a command's arguments (`argv[0]` is the command's name). Throws std::invalid_argument
/// that names the flag and those allowed, for all that cxxopts refuses.
cxxopts::ParseResult parse_arguments(cxxopts::Options& options, int argc, const char* const* argv);

/// The text of a flag without which there is nothing to do; `needs` completes the error message
/// "--size: missing, needs ...".
std::string required_flag(const cxxopts::ParseResult& arguments, const std::string& flag,
                          std::string_view needs);

/// Throws std::invalid_argument naming the first argument after `allowed` ones without a flag.
void reject_unmatched(const cxxopts::ParseResult& arguments, std::size_t allowed);

}  // namespace life
