#pragma once

#include "life/circuit.h"
#include "life/geometry.h"

namespace life {

// Neighbours within rows of up to 64 cells that lie in a lane of Bits each, the leftmost cell
// lowest: `neighbours(cells)` gives them, `neighbours.only_cells(next)` clears what came out beyond
// the width.

/// Rows as wide as a lane, on a torus.
template <class Bits>
struct WholeLanesOnTorus {
  static constexpr int kLast = 8 * static_cast<int>(sizeof(Bits{}[0])) - 1;

  Row<Bits> operator()(Bits cells) const {
    return {cells << 1 | cells >> kLast, cells, cells >> 1 | cells << kLast};
  }
  Bits only_cells(Bits next) const { return next; }
};

/// Rows as wide as a lane, with a dead edge.
template <class Bits>
struct WholeLanesOnDeadEdge {
  Row<Bits> operator()(Bits cells) const { return {cells << 1, cells, cells >> 1}; }
  Bits only_cells(Bits next) const { return next; }
};

/// Rows of any width up to that of a lane.
template <class Bits>
class PartsOfLanes {
 public:
  PartsOfLanes(int width, Topology topology)
      : cells_(~Bits{} >> (8 * static_cast<int>(sizeof(Bits{}[0])) - width)),
        wrap_(topology == Topology::torus ? ~Bits{} : Bits{}),
        last_(width - 1) {}

  Row<Bits> operator()(Bits cells) const {
    return {cells << 1 | (cells >> last_ & wrap_), cells, cells >> 1 | (cells << last_ & wrap_)};
  }
  Bits only_cells(Bits next) const { return next & cells_; }

 private:
  Bits cells_;
  Bits wrap_;
  int last_;
};

/// Calls `body` with the neighbours for rows of this width.
template <class Bits, class Body>
void with_lane_rows(int width, Topology topology, const Body& body) {
  if (width < 8 * static_cast<int>(sizeof(Bits{}[0]))) {
    body(PartsOfLanes<Bits>(width, topology));
  } else if (topology == Topology::torus) {
    body(WholeLanesOnTorus<Bits>());
  } else {
    body(WholeLanesOnDeadEdge<Bits>());
  }
}

}  // namespace life
