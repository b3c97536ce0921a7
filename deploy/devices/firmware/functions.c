/* The code of a network and nothing else, to see how large it is. */
#include "life_net.h"

void step(uint8_t *board);

void step(uint8_t *board) { life_net_step(board); }
