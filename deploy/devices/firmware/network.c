/* An empty span, the network's answers to 512 windows, eight in a byte, and a board after STEPS
   steps. */
#include "calls.h"
#include "device.h"
#include "start.h" /* the board, and STEPS */

int main(void) {
  uint16_t k;
  uint8_t byte = 0;
  device_start();
  device_begin();
  device_end(); /* what the marks themselves take */
  for (k = 0; k < 512; ++k) {
#if defined(LIFE_NET_CHANNELS)
    const window_t window = k * UINT32_C(0x9e3779b1) & 0x1ffffff;
#else
    const window_t window = k;
#endif
    uint8_t alive;
    device_begin();
    alive = cell(window);
    device_end();
    byte = (uint8_t)(byte >> 1 | alive << 7);
    if (k % 8 == 7) device_put(byte);
  }
  for (k = 0; k < STEPS; ++k) {
    device_begin();
    step(board);
    device_end();
  }
  for (k = 0; k < LIFE_NET_BOARD_BYTES; ++k) device_put(board[k]);
  device_stop();
  return 0;
}
