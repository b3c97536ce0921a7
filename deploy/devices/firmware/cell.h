#ifndef CELL_H
#define CELL_H

#include "life_net.h"

#if defined(LIFE_NET_CHANNELS) /* of two steps */
typedef uint32_t window_t;
#else
typedef uint16_t window_t;
#endif

uint8_t cell(window_t window);

#endif
