#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "life/geometry.h"
#include "life/rule.h"

namespace life {

/// Golly's bounded grid, as the suffix of a rule states it: `:T30,20` is a torus 30 cells wide and
/// 20 high, `:P30,20` a plane of that size beyond which all is dead for ever.
/// https://golly.sourceforge.io/Help/bounded.html
struct BoundedGrid {
  Topology topology;
  Size size;

  /// The grid's top-left cell: its middle is the origin, as in Golly.
  Position corner() const { return {-(size.height / 2), -(size.width / 2)}; }

  /// Where Golly puts cell (0, 0) of an RLE pattern of this size that states no position: the
  /// middle on the grid's middle; if it is empty or does not fit, in the grid's corner.
  Position default_position(Size pattern) const;

  /// Width before height, as Golly has it: `:T30,20`.
  std::string to_string() const;

  bool operator==(const BoundedGrid&) const = default;
};

/// What a pattern file states as its rule: `B3/S23`, or with a bounded grid `B3/S23:T30,20`.
struct BoundedRule {
  Rule rule;
  std::optional<BoundedGrid> grid;

  /// The rule as Rule::parse takes it, the suffix in either case; one side alone (`:T30`) is that
  /// of a square. Throws std::invalid_argument that names the text and what is allowed, and for a
  /// known grid that boards cannot have also what it is: sides without bound (0), a shifted torus,
  /// a Klein bottle (`:K`), a cross-surface (`:C`), a sphere (`:S`).
  static BoundedRule parse(std::string_view text);

  bool operator==(const BoundedRule&) const = default;
};

}  // namespace life
