#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace life {

/// What lies beyond the edge of a board.
enum class Topology {
  torus,      ///< the opposite edge
  dead_edge,  ///< cells that are dead for ever
};

/// Takes `torus` and `dead-edge`. Throws std::invalid_argument "<what> <text>: needs ...".
Topology parse_topology(std::string_view text, std::string_view what);
std::string_view to_string(Topology topology);

/// No side of a board or pattern is longer, and no board has more cells (512 MiB).
inline constexpr int kMaxSide = 1 << 20;
inline constexpr std::int64_t kMaxCells = std::int64_t{1} << 32;

/// In cells; printed and parsed as `HxW`.
struct Size {
  int height;
  int width;

  bool operator==(const Size&) const = default;
};

/// A cell's place: `y` counts rows down, `x` cells to the right, from an origin anywhere.
struct Position {
  int y;
  int x;

  bool operator==(const Position&) const = default;
};

/// No coordinate of a pattern is farther from 0: one side more, and it still is an int.
inline constexpr int kMaxCoordinate = 2'000'000'000;
constexpr bool is_coordinate(std::int64_t value) {
  return value >= -kMaxCoordinate && value <= kMaxCoordinate;
}

/// Takes `32x64`. Throws std::invalid_argument "<what> <text>: needs ..." if it is not a size or
/// no board can have it.
Size parse_size(std::string_view text, std::string_view what);
std::string to_string(Size size);

/// The size whose sides are written so, or nothing if no board can have it.
std::optional<Size> board_size(std::string_view height, std::string_view width);

/// Whether a board can have this size: sides from 1 to kMaxSide, at most kMaxCells cells.
bool is_board_size(Size size);

}  // namespace life
