/* life_net_cell() and nothing else. */
#include "cell.h"

uint8_t cell(window_t window) { return life_net_cell(window); }
