#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "life/board.h"
#include "studies/task/window_form.h"

namespace task {

/// How often each of the 512 windows occurs. They are coded by rows here, not by columns as in
/// window_form.h: in the order of a kernel's weights, and of a board's bits.
inline constexpr int histogram_bit(int row, int column) { return 3 * row + column; }
using WindowHistogram = std::array<std::uint32_t, kWindows>;

/// The windows around every cell of all `boards`, at the edges as their topology says. For its loss
/// and gradient a batch of boards is, to a one-step network, this histogram. Boards are 32x32 and
/// fewer than 2^22.
WindowHistogram count_windows(std::span<const life::Board> boards);

}  // namespace task
