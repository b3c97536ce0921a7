/* The functions of a network, each compiled in a file of its own. */
#ifndef CALLS_H
#define CALLS_H

#include "life_net.h"

#if defined(LIFE_NET_CHANNELS) /* of two steps */
typedef uint32_t window_t;
#else
typedef uint16_t window_t;
#endif

uint8_t cell(window_t window);
void step(uint8_t* board);

#endif
