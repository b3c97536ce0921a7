#pragma once

#include <cstdint>

#include "life/board.h"
#include "life/rule.h"

namespace life {

/// Advances `board` by `generations` >= 0 under any rule, in place, with up to `threads` >= 1
/// threads, which change nothing but the time. On a torus a side of 1 or 2 makes a cell its own
/// neighbour or the same cell a neighbour twice, as counting modulo the side says. On a dead edge
/// nothing is born outside, also with B0.
///
/// Boards up to 64 cells wide go eight rows at a time, by one thread and without allocation; many
/// of them go faster as a Batch. Wider ones go 512 cells at a time, with rows of scratch: a call
/// with many generations reads and writes memory once for 32 of them, and threads meet as rarely.
/// Example: Board board(32, 32, Topology::torus); ...; step(board, Rule::conway(), 5);
void step(Board& board, const Rule& rule, std::int64_t generations = 1, int threads = 1);

/// The same, cell by cell: the definition that `step` is tested against. Some thousand times
/// slower.
void step_reference(Board& board, const Rule& rule, std::int64_t generations = 1);

}  // namespace life
