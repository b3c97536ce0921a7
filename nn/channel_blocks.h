#pragma once

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

}  // namespace nn
