#pragma once

#include <cstdint>

#include "life/board.h"
#include "life/rule.h"

namespace life {

/// Advances `board` by `generations` >= 0 under any rule, in place, 64 cells or more at a time.
/// On a torus a side of 1 or 2 makes a cell its own neighbour or the same cell a neighbour twice,
/// as counting modulo the side says. On a dead edge nothing is born outside, also with B0. Boards
/// of one word a row (width up to 64) are stepped without allocation, others with eight rows' worth
/// of scratch a call.
/// Example: Board board(32, 32, Topology::torus); ...; step(board, Rule::conway(), 5);
void step(Board& board, const Rule& rule, std::int64_t generations = 1);

/// The same, cell by cell: the definition that `step` is tested against. Some thousand times
/// slower.
void step_reference(Board& board, const Rule& rule, std::int64_t generations = 1);

}  // namespace life
