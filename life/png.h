#pragma once

#include <filesystem>

#include "life/board.h"

namespace life {

/// Pixels a side that a cell is drawn with: 1 where the longer side of the board has 512 cells or
/// more, else the least whole number that makes it 512 pixels or more.
int png_scale(Size size);

/// Draws the board as PNG, living cells black on white: greyscale of one bit, a row at a time, so
/// it takes no memory to speak of. The same board gives the same bytes with the same zlib. Writes
/// as base::write_file does; throws std::system_error that names the path.
/// Example: write_png(board, "acorn.png");
void write_png(const Board& board, const std::filesystem::path& path);

}  // namespace life
