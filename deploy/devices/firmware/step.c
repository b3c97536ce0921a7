/* life_net_step() and nothing else: what is measured is what a program would have that steps boards. */
#include "calls.h"

void step(uint8_t *board) { life_net_step(board); }
