#include "nn/packed_weights.h"

#include <cstddef>

namespace nn {

PackedWeights::PackedWeights(int in, int out, int taps)
    : in_(in), out_(out), taps_(taps), packed_(static_cast<std::size_t>(in * out * taps)) {}

template <class WeightOf>
void PackedWeights::pack_by(WeightOf weight_of) {
  float* to = packed_.data();
  for_channel_blocks<kBlock>(out_, [&]<int kOut>(int first) {
    for (int i = 0; i < in_; ++i) {
      for (int tap = 0; tap < taps_; ++tap) {
        for (int o = first; o < first + kOut; ++o) *to++ = weight_of(o, i, tap);
      }
    }
  });
}

void PackedWeights::pack(const float* weights) {
  pack_by([&](int o, int i, int tap) { return weights[(o * in_ + i) * taps_ + tap]; });
}

void PackedWeights::pack_turned(const float* weights) {
  pack_by([&](int o, int i, int tap) { return weights[(i * out_ + o) * taps_ + taps_ - 1 - tap]; });
}

}  // namespace nn
