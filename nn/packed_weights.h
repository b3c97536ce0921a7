#pragma once

#include "base/aligned_vector.h"

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

/// The weights of a linear layer in the order in which a kernel reads them: for a block of output
/// channels, every input channel, every tap, the block's output channels side by side. The blocks
/// are those of for_channel_blocks<kBlock>.
class PackedWeights {
 public:
  /// `taps`: 9 for a 3x3 kernel, 1 for a dense layer.
  PackedWeights(int in, int out, int taps);

  /// Takes weights in the order out, in, tap.
  void pack(const float* weights);

  /// Takes the weights of a layer from `out` to `in` channels, in the order in, out, tap, so that
  /// the packed ones carry its gradients back: each kernel turned by half a turn.
  void pack_turned(const float* weights);

  int in() const { return in_; }
  int out() const { return out_; }

  /// Of the block of output channels that begins with `first`.
  const float* block(int first) const { return packed_.data() + first * in_ * taps_; }

  static constexpr int kBlock = 8;

 private:
  template <class WeightOf>
  void pack_by(WeightOf weight_of);

  int in_, out_, taps_;
  base::AlignedVector<float> packed_;
};

}  // namespace nn
