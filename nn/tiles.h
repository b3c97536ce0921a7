#pragma once

#include "nn/planes.h"

namespace nn {

/// Cuts `channels` into blocks of kLargest, kLargest/2, ... 1 channels and calls
/// body.operator()<size>(first) for each, so that a kernel holds a block in registers.
template <int kLargest, class Body>
void for_channel_blocks(int channels, Body&& body, int first = 0) {
  for (; first + kLargest <= channels; first += kLargest) {
    body.template operator()<kLargest>(first);
  }
  if constexpr (kLargest > 1) for_channel_blocks<kLargest / 2>(channels, body, first);
}

/// Cuts the output planes into tiles that a kernel holds in registers, blocks of up to 8 channels
/// by two vectors of a row (one where the row has one left), and calls body.operator()<channels,
/// vectors>(first channel, y, x).
template <class Body>
void for_tiles(const PlanesView& out, Body body) {
  for_channel_blocks<8>(out.channels, [&]<int kOut>(int first) {
    for (int y = 0; y < out.height; ++y) {
      int x = 0;
      for (; x + 2 * kLanes <= out.vectors * kLanes; x += 2 * kLanes) {
        body.template operator()<kOut, 2>(first, y, x);
      }
      if (x < out.vectors * kLanes) body.template operator()<kOut, 1>(first, y, x);
    }
  });
}

}  // namespace nn
