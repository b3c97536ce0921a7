#include "deploy/c_header.h"

#include <fmt/core.h>

#include <algorithm>

#include "deploy/c_board.h"
#include "deploy/c_layers.h"
#include "deploy/window_set.h"

namespace deploy {
namespace {

constexpr const char* kOpening = R"(#ifndef LIFE_NET_H
#define LIFE_NET_H

#include <stdint.h>

/* The board is a torus. Its cell in row y and column x is bit x % 8 of
   board[y * LIFE_NET_ROW_BYTES + x / 8]; bits beyond the width are 0. */
#ifndef LIFE_NET_WIDTH
#define LIFE_NET_WIDTH 16
#endif
#ifndef LIFE_NET_HEIGHT
#define LIFE_NET_HEIGHT 16
#endif
#if LIFE_NET_WIDTH < 1 || LIFE_NET_WIDTH > 255 || LIFE_NET_HEIGHT < 1 || LIFE_NET_HEIGHT > 255
#error "LIFE_NET_WIDTH and LIFE_NET_HEIGHT: need 1 to 255"
#endif
#define LIFE_NET_ROW_BYTES ((LIFE_NET_WIDTH + 7) / 8)
#define LIFE_NET_BOARD_BYTES (LIFE_NET_HEIGHT * LIFE_NET_ROW_BYTES)

#if defined(__AVR__)
#define LIFE_NET_FLASH __attribute__((__progmem__))
#else
#define LIFE_NET_FLASH
#endif
)";

// Text of others inside a comment.
std::string plain(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return c < ' ' || c > '~' || c == '*' || c == '/' || c == '?'; }, '_');
  return text;
}

const char* describe(WeightKind kind) {
  switch (kind) {
    case WeightKind::int8:
      return "8 bits each, -127 to 127";
    case WeightKind::int4:
      return "4 bits each, -7 to 7";
    default:
      return "-1, 0 and 1: one bit each in layers without 0, else two";
  }
}

std::string check(const Calibrated& calibrated) {
  const std::int64_t windows = window_count(calibrated.network.steps());
  return calibrated.errors == 0
             ? fmt::format("exact: right on all {} windows that a cell can see", windows)
             : fmt::format("NOT exact: wrong on {} of the {} windows that a cell can see",
                           calibrated.errors, windows);
}

std::string first_comment(const Calibrated& calibrated, WeightKind kind, const Origin& origin) {
  const IntegerNetwork& network = calibrated.network;
  const Widths widths = needed_widths(network);
  std::string text = fmt::format(
      "/* Conway's Game of Life, {} at a time, by a neural network of integers.\n\n"
      "   Network:   {}\n"
      "   SHA-256:   {}\n"
      "   Made by:   {}\n"
      "   Check:     {}\n"
      "   Changed:   {} weights and biases, besides the last bias, after rounding\n"
      "   Weights:   {}\n"
      "   Constants: {} bytes\n"
      "   Sums:      int{}_t; no board can make them overflow, as they lie, whole and in part,\n",
      network.steps() == 1 ? "one generation" : "two generations", plain(origin.file),
      plain(origin.sha256), plain(origin.maker), check(calibrated), calibrated.changed,
      describe(kind), constant_bytes(network, kind), widths.sum_bits);
  const auto bounds = sum_bounds(network);
  for (std::size_t k = 0; k < bounds.size(); ++k) {
    text += fmt::format("              of layer {} from {} to {}\n", k, bounds[k].lowest,
                        bounds[k].highest);
  }
  return text + "*/\n";
}

}  // namespace

std::string c_header(const Calibrated& calibrated, WeightKind kind, const Origin& origin) {
  return c_header_of(first_comment(calibrated, kind, origin),
                     c_layers(calibrated.network, kind) + c_board(calibrated.network));
}

std::string c_header_of(const std::string& comment, const std::string& functions) {
  return comment + kOpening + functions + "\n#endif\n";
}

}  // namespace deploy
