#pragma once

#include <string>

namespace deploy {

/// Life as one would write it by hand, in headers with the functions and the board of c_header.h,
/// to hold networks against: what they share costs the same.
enum class HandWritten {
  counting,  ///< the board's loop of networks, with a count of living neighbours for each cell
  bytewise,  ///< eight cells at once, by adders of bits; widths that are multiples of 8 only
};

std::string hand_written_header(HandWritten rule);

}  // namespace deploy
