#include "life/geometry.h"

#include <charconv>
#include <optional>

#include "base/check.h"

namespace life {
namespace {

std::optional<int> parse_side(std::string_view text) {
  int side = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, side);
  if (error != std::errc() || rest != end) return std::nullopt;
  return side;
}

}  // namespace

Topology parse_topology(std::string_view text, std::string_view what) {
  for (const Topology topology : {Topology::torus, Topology::dead_edge}) {
    if (text == to_string(topology)) return topology;
  }
  throw std::invalid_argument(fmt::format("{} {}: needs torus or dead-edge", what, text));
}

std::string_view to_string(Topology topology) {
  return topology == Topology::torus ? "torus" : "dead-edge";
}

Size parse_size(std::string_view text, std::string_view what) {
  const std::size_t cross = text.find('x');
  std::optional<int> height, width;
  if (cross != text.npos) {
    height = parse_side(text.substr(0, cross));
    width = parse_side(text.substr(cross + 1));
  }
  base::require(height && width && is_board_size({*height, *width}),
                "{} {}: needs HEIGHTxWIDTH, each from 1 to {}, at most {} cells", what, text,
                kMaxSide, kMaxCells);
  return {*height, *width};
}

std::string to_string(Size size) { return fmt::format("{}x{}", size.height, size.width); }

bool is_board_size(Size size) {
  const auto [height, width] = size;
  return height >= 1 && width >= 1 && height <= kMaxSide && width <= kMaxSide &&
         std::int64_t{height} * width <= kMaxCells;
}

}  // namespace life
