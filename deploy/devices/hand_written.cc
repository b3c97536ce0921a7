#include "deploy/devices/hand_written.h"

#include "deploy/c_board.h"
#include "deploy/c_header.h"

namespace deploy {
namespace {

constexpr const char* kComment =
    "/* Conway's Game of Life, one generation at a time, by rule. */\n";

constexpr const char* kCounting = R"(  const uint16_t around = window & 0x1ef;
  uint8_t count = 0;
  uint16_t rest;
  for (rest = around; rest; rest &= (uint16_t)(rest - 1)) ++count;
  return count == 3 || (count == 2 && window != around);
)";

constexpr const char* kBytewise = R"(
#if LIFE_NET_WIDTH % 8 != 0
#error "LIFE_NET_WIDTH: needs a multiple of 8"
#endif

/* The board's next generation, in its place: eight cells at once, their counts of living neighbours
   in bits of several bytes. */
static inline void life_net_step(uint8_t *board) {
  /* Rows as they were: the one above, this one, and the first, which is below the last. */
  uint8_t above[LIFE_NET_ROW_BYTES], here[LIFE_NET_ROW_BYTES], first[LIFE_NET_ROW_BYTES];
  uint8_t *row = board;
  uint8_t k, y;
  for (k = 0; k < LIFE_NET_ROW_BYTES; ++k) {
    first[k] = board[k];
    above[k] = board[LIFE_NET_BOARD_BYTES - LIFE_NET_ROW_BYTES + k];
  }
  for (y = 0; y < LIFE_NET_HEIGHT; ++y) {
    const uint8_t *below = y + 1 == LIFE_NET_HEIGHT ? first : row + LIFE_NET_ROW_BYTES;
    for (k = 0; k < LIFE_NET_ROW_BYTES; ++k) here[k] = row[k];
    for (k = 0; k < LIFE_NET_ROW_BYTES; ++k) {
      const uint8_t before = (uint8_t)(k == 0 ? LIFE_NET_ROW_BYTES - 1 : k - 1);
      const uint8_t after = (uint8_t)(k + 1 == LIFE_NET_ROW_BYTES ? 0 : k + 1);
      uint8_t west = (uint8_t)(above[k] << 1 | above[before] >> 7);
      uint8_t east = (uint8_t)(above[k] >> 1 | above[after] << 7);
      const uint8_t one_above = west ^ above[k] ^ east;
      const uint8_t two_above = (west & above[k]) | ((west | above[k]) & east);
      uint8_t one_below, two_below, one_here, two_here, carry, one, two, four;
      west = (uint8_t)(below[k] << 1 | below[before] >> 7);
      east = (uint8_t)(below[k] >> 1 | below[after] << 7);
      one_below = west ^ below[k] ^ east;
      two_below = (west & below[k]) | ((west | below[k]) & east);
      west = (uint8_t)(here[k] << 1 | here[before] >> 7);
      east = (uint8_t)(here[k] >> 1 | here[after] << 7);
      one_here = west ^ east;
      two_here = west & east;
      one = one_above ^ one_below ^ one_here;
      carry = (one_above & one_below) | ((one_above | one_below) & one_here);
      /* Alive with a count of 3, or of 2 and the cell: exactly one two, and a one or the cell. */
      two = two_above ^ two_below ^ two_here ^ carry;
      four = (two_above & two_below) | (two_here & carry);
      row[k] = two & (uint8_t)~four & (one | here[k]);
    }
    for (k = 0; k < LIFE_NET_ROW_BYTES; ++k) above[k] = here[k];
    row += LIFE_NET_ROW_BYTES;
  }
}
)";

}  // namespace

std::string hand_written_header(HandWritten rule) {
  const std::string body = rule == HandWritten::counting ? c_one_step_board(kCounting)
                                                         : c_one_step_cell(kCounting) + kBytewise;
  return c_header_of(kComment, body);
}

}  // namespace deploy
