#pragma once

#include <string>

#include "deploy/calibration.h"

namespace deploy {

/// Where an exported network comes from, for the header's first comment.
struct Origin {
  std::string file;    ///< its name, without folders; what is not printable ASCII becomes `_`
  std::string sha256;  ///< of its bytes, 64 hex digits
  std::string maker;   ///< the program, with its version
};

/// A C99 header that holds the network and needs nothing but <stdint.h>: no library, no memory but
/// what it states, no floating point. It gives
///
///   life_net_cell(window)  1 if the window's centre lives after network.steps() steps, else 0;
///                          `window` is a WindowCode (uint16_t, or uint32_t for two steps)
///   life_net_step(board)   as many steps of a whole torus, in place; LIFE_NET_WIDTH and
///                          LIFE_NET_HEIGHT, 16 by default and 1 .. 255, may be set before it is
///                          included; cell (y, x) is bit x % 8 of
///                          board[y * LIFE_NET_ROW_BYTES + x / 8]
///
/// On AVR constants stay in flash. All weights are of `kind`; the calibrated network's errors are
/// told in the first comment. Throws as needed_widths() does.
std::string c_header(const Calibrated& calibrated, WeightKind kind, const Origin& origin);

/// `functions` as such a header, with the macros of the board before them; `comment` is C's.
std::string c_header_of(const std::string& comment, const std::string& functions);

}  // namespace deploy
