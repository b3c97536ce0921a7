#include "deploy/c_board.h"

#include <fmt/core.h>

#include "deploy/c_layers.h"
#include "deploy/c_text.h"

namespace deploy {
namespace {

constexpr const char* kOneStepCell = R"(
/* 1 if the centre of a 3x3 window lives in the next generation, else 0. Bit 3 * column + row of
   `window` is the cell there, row 0 at the top and column 0 on the left. */
static inline uint8_t life_net_cell(uint16_t window) {
{body}}
)";

// The window around a cell, as it slides along a row.
constexpr const char* kColumn = R"(
/* What column x of three rows adds to a window on its right. */
static inline uint16_t life_net_column(const uint8_t *above, const uint8_t *here,
                                       const uint8_t *below, uint8_t x) {
  const uint8_t byte = x >> 3, bit = (uint8_t)(1U << (x & 7));
  uint16_t column = 0;
  if (above[byte] & bit) column |= 0x40;
  if (here[byte] & bit) column |= 0x80;
  if (below[byte] & bit) column |= 0x100;
  return column;
}
)";

constexpr const char* kOneStep = R"(
/* The board's next generation, in its place. */
static inline void life_net_step(uint8_t *board) {
  /* Rows as they were: the one above, this one, and the first, which is below the last. */
  uint8_t above[LIFE_NET_ROW_BYTES], here[LIFE_NET_ROW_BYTES], first[LIFE_NET_ROW_BYTES];
  uint8_t *row = board;
  uint8_t x, y, k;
  for (k = 0; k < LIFE_NET_ROW_BYTES; ++k) {
    first[k] = board[k];
    above[k] = board[LIFE_NET_BOARD_BYTES - LIFE_NET_ROW_BYTES + k];
  }
  for (y = 0; y < LIFE_NET_HEIGHT; ++y) {
    const uint8_t *below = y + 1 == LIFE_NET_HEIGHT ? first : row + LIFE_NET_ROW_BYTES;
    uint16_t window;
    for (k = 0; k < LIFE_NET_ROW_BYTES; ++k) {
      here[k] = row[k];
      row[k] = 0;
    }
    window = (uint16_t)(life_net_column(above, here, below, LIFE_NET_WIDTH - 1) >> 3 |
                        life_net_column(above, here, below, 0));
    for (x = 0; x < LIFE_NET_WIDTH; ++x) {
      const uint8_t right = (uint8_t)(x + 1 == LIFE_NET_WIDTH ? 0 : x + 1);
      window = (uint16_t)(window >> 3 | life_net_column(above, here, below, right));
      if (life_net_cell(window)) row[x >> 3] |= (uint8_t)(1U << (x & 7));
    }
    for (k = 0; k < LIFE_NET_ROW_BYTES; ++k) above[k] = here[k];
    row += LIFE_NET_ROW_BYTES;
  }
}
)";

constexpr const char* kBlocks = R"(
#define LIFE_NET_CHANNELS {channels}

/* What the first step gives for a 3x3 window: bit 3 * column + row is the cell there, row 0 at the
   top and column 0 on the left. */
static inline void life_net_first(uint16_t window, {type} *channels) {
{first}}

/* 1 if the cell lives in the middle of nine places for which the first step gave `places`: all
   channels of a place, then those of the one below, column after column. */
static inline uint8_t life_net_second(const {type} *places) {
{second}}
)";

constexpr const char* kTwoStepCell = R"(
/* 1 if the centre of a 5x5 window lives after two generations, else 0. Bit 5 * column + row of
   `window` is the cell there, row 0 at the top and column 0 on the left. */
static inline uint8_t life_net_cell(uint32_t window) {
  {type} places[9 * LIFE_NET_CHANNELS];
  {type} *place = places;
  uint8_t row, column;
  for (column = 0; column < 3; ++column) {
    for (row = 0; row < 3; ++row) {
      const uint16_t part = (uint16_t)(window >> row & 7) | (uint16_t)(window >> row >> 2 & 0x38) |
                            (uint16_t)(window >> row >> 4 & 0x1c0);
      life_net_first(part, place);
      place += LIFE_NET_CHANNELS;
    }
    window >>= 5;
  }
  return life_net_second(places);
}
)";

constexpr const char* kTwoSteps = R"(
/* What the first step gives for every cell of the board:
   LIFE_NET_HEIGHT * LIFE_NET_WIDTH * LIFE_NET_CHANNELS values of {type}. */
static {type} life_net_hidden[LIFE_NET_HEIGHT][LIFE_NET_WIDTH][LIFE_NET_CHANNELS];

static inline void life_net_fill_hidden(const uint8_t *board) {
  const uint8_t *above = board + LIFE_NET_BOARD_BYTES - LIFE_NET_ROW_BYTES, *here = board;
  uint8_t x, y;
  for (y = 0; y < LIFE_NET_HEIGHT; ++y) {
    const uint8_t *below = y + 1 == LIFE_NET_HEIGHT ? board : here + LIFE_NET_ROW_BYTES;
    uint16_t window = (uint16_t)(life_net_column(above, here, below, LIFE_NET_WIDTH - 1) >> 3 |
                                 life_net_column(above, here, below, 0));
    for (x = 0; x < LIFE_NET_WIDTH; ++x) {
      const uint8_t right = (uint8_t)(x + 1 == LIFE_NET_WIDTH ? 0 : x + 1);
      window = (uint16_t)(window >> 3 | life_net_column(above, here, below, right));
      life_net_first(window, life_net_hidden[y][x]);
    }
    above = here;
    here = below;
  }
}

static inline uint8_t life_net_hidden_cell(uint8_t y, uint8_t x) {
  const uint8_t rows[3] = {(uint8_t)(y == 0 ? LIFE_NET_HEIGHT - 1 : y - 1), y,
                           (uint8_t)(y + 1 == LIFE_NET_HEIGHT ? 0 : y + 1)};
  const uint8_t columns[3] = {(uint8_t)(x == 0 ? LIFE_NET_WIDTH - 1 : x - 1), x,
                              (uint8_t)(x + 1 == LIFE_NET_WIDTH ? 0 : x + 1)};
  {type} places[9 * LIFE_NET_CHANNELS];
  {type} *place = places;
  uint8_t column, row, channel;
  for (column = 0; column < 3; ++column) {
    for (row = 0; row < 3; ++row) {
      const {type} *from = life_net_hidden[rows[row]][columns[column]];
      for (channel = 0; channel < LIFE_NET_CHANNELS; ++channel) *place++ = *from++;
    }
  }
  return life_net_second(places);
}

/* The board two generations later, in its place. */
static inline void life_net_step(uint8_t *board) {
  uint8_t x, y;
  life_net_fill_hidden(board);
  for (y = 0; y < LIFE_NET_HEIGHT; ++y) {
    for (x = 0; x < LIFE_NET_WIDTH; ++x) {
      const uint8_t bit = (uint8_t)(1U << (x & 7));
      if (life_net_hidden_cell(y, x)) {
        board[x >> 3] |= bit;
      } else {
        board[x >> 3] &= (uint8_t)~bit;
      }
    }
    board += LIFE_NET_ROW_BYTES;
  }
}
)";

// A function's body: layers [first, last) one after the other, with an array for what each hands to
// the next.
std::string call_layers(const IntegerNetwork& network, std::size_t first, std::size_t last,
                        std::string in, const std::string& target) {
  const std::string type = c_value_type(network);
  std::string locals, calls;
  for (std::size_t k = first; k < last; ++k) {
    if (k + 1 == network.layers.size()) {
      calls += fmt::format("  return life_net_layer_{}({});\n", k, in);
      break;
    }
    std::string out = target;
    if (k + 1 < last) {
      out = fmt::format("values_{}", k);
      locals += fmt::format("  {} {}[{}];\n", type, out, network.layers[k].outputs);
    }
    calls += fmt::format("  life_net_layer_{}({}, {});\n", k, in, out);
    in = out;
  }
  return locals + calls;
}

std::string two_steps(const IntegerNetwork& network) {
  const std::size_t second = network.second;
  std::string text = std::string(kBlocks) + kTwoStepCell + kColumn + kTwoSteps;
  text = replaced(text, "{channels}", fmt::format("{}", network.layers[second - 1].outputs));
  text = replaced(text, "{first}", call_layers(network, 0, second, "window", "channels"));
  text =
      replaced(text, "{second}", call_layers(network, second, network.layers.size(), "places", ""));
  return replaced(text, "{type}", c_value_type(network));
}

}  // namespace

std::string c_board(const IntegerNetwork& network) {
  if (network.steps() == 2) return two_steps(network);
  return c_one_step_board(call_layers(network, 0, network.layers.size(), "window", ""));
}

std::string c_one_step_cell(const std::string& body) {
  return replaced(kOneStepCell, "{body}", body);
}

std::string c_one_step_board(const std::string& body) {
  return c_one_step_cell(body) + kColumn + kOneStep;
}

}  // namespace deploy
