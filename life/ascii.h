#pragma once

#include <string>

#include "life/board.h"

namespace life {

/// The board as lines of text, top row first: `O` for a living cell, `.` for a dead one.
/// Example: a blinker on a board of 3x5 is ".....\n.OOO.\n.....\n"
std::string write_ascii(const Board& board);

}  // namespace life
