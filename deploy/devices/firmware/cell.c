/* life_net_cell() and nothing else. */
#include "calls.h"

uint8_t cell(window_t window) { return life_net_cell(window); }
