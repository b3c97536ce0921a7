#pragma once

#include "life/board.h"
#include "nn/planes.h"

namespace task {

/// Writes a board's cells as 0 and 1 into the first plane, which has the board's size.
void write_cells(const life::Board& board, const nn::PlanesView& planes);

/// In how many cells the sign of the first plane (alive where above 0) differs from `board`.
int count_wrong_cells(const life::Board& board, const nn::PlanesView& logits);

}  // namespace task
