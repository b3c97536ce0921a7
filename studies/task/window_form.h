#pragma once

#include <cstdint>

#include "life/rule.h"
#include "nn/network.h"
#include "nn/planes.h"

namespace task {

/// A 3x3 window is coded as nine bits, bit 3 * column + row, row 0 at the top and column 0 on the
/// left: the columns of a board then slide through the code from left to right.
inline constexpr int kWindows = 512;
inline constexpr int window_bit(int row, int column) { return 3 * column + row; }

/// Whether the centre of a window lives in the next generation.
bool alive_next(const life::Rule& rule, int window);

/// The function that the first `layers` layers compute, seen from one cell: of them only the first
/// is a 3x3 convolution, from one channel; they become dense layers on the nine cells of a window
/// (in the order row, column), each with parameters of its own. A network whose first layer is a
/// dense one from nine cells is such a function. Throws std::invalid_argument for any other
/// network.
nn::Network window_form(const nn::Network& network, std::size_t layers);
nn::Network window_form(const nn::Network& network);

/// Writes the 512 windows, by code, into the nine input planes of a window form: sample w is window
/// w.
void fill_windows(const nn::PlanesView& input);

}  // namespace task
