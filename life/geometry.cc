#include "life/geometry.h"

#include "base/check.h"
#include "base/parse.h"

namespace life {

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
  std::optional<Size> size;
  if (cross != text.npos) size = board_size(text.substr(0, cross), text.substr(cross + 1));
  base::require(size.has_value(), "{} {}: needs HEIGHTxWIDTH, each from 1 to {}, at most {} cells",
                what, text, kMaxSide, kMaxCells);
  return *size;
}

std::optional<Size> board_size(std::string_view height, std::string_view width) {
  const std::int64_t rows = base::to_integer(height).value_or(0);
  const std::int64_t cells = base::to_integer(width).value_or(0);
  if (rows < 1 || cells < 1 || rows > kMaxSide || cells > kMaxSide) return std::nullopt;
  const Size size{static_cast<int>(rows), static_cast<int>(cells)};
  return is_board_size(size) ? std::optional(size) : std::nullopt;
}

std::string to_string(Size size) { return fmt::format("{}x{}", size.height, size.width); }

bool is_board_size(Size size) {
  const auto [height, width] = size;
  return height >= 1 && width >= 1 && height <= kMaxSide && width <= kMaxSide &&
         std::int64_t{height} * width <= kMaxCells;
}

}  // namespace life
