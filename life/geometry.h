#pragma once

#include <cstdint>
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

/// Takes `32x64`. Throws std::invalid_argument "<what> <text>: needs ..." if it is not a size or
/// no board can have it.
Size parse_size(std::string_view text, std::string_view what);
std::string to_string(Size size);

/// Whether a board can have this size: sides from 1 to kMaxSide, at most kMaxCells cells.
bool is_board_size(Size size);

}  // namespace life
