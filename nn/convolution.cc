#include "nn/convolution.h"

#include "nn/tiles.h"

namespace nn {
namespace {

constexpr int kTaps = 9;

template <int kOut, int kVectors>
void forward_tile(const PlanesView& in, const float* weights, const float* biases,
                  const PlanesView& out, int first, int y, int x) {
  Lanes sum[kOut][kVectors];
  for (int o = 0; o < kOut; ++o) {
    for (int v = 0; v < kVectors; ++v) sum[o][v] = Lanes{} + (biases ? biases[first + o] : 0.F);
  }
  const int stride = in.channels * kTaps;
  for (int i = 0; i < in.channels; ++i) {
    const float* weight = weights + first * stride + i * kTaps;
    for (int r = 0; r < 3; ++r) {
      const float* source = in.row(i, y + r - 1) + x - 1;
      for (int c = 0; c < 3; ++c, ++weight) {
        for (int v = 0; v < kVectors; ++v) {
          const Lanes value = *reinterpret_cast<const UnalignedLanes*>(source + c + v * kLanes);
          for (int o = 0; o < kOut; ++o) sum[o][v] += weight[o * stride] * value;
        }
      }
    }
  }
  for (int o = 0; o < kOut; ++o) {
    float* target = out.row(first + o, y) + x;
    for (int v = 0; v < kVectors; ++v) *reinterpret_cast<Lanes*>(target + v * kLanes) = sum[o][v];
  }
}

// All nine taps of kOut filters over input channel `i`: 9 kOut sums stay in registers.
template <int kOut>
void weight_gradient_block(const PlanesView& in, const PlanesView& out_gradient,
                           Lanes* gradient_lanes, int first, int i) {
  Lanes sum[kOut][kTaps] = {};
  for (int y = 0; y < in.height; ++y) {
    const float* source = in.row(i, y) - 1;
    const float* slope = out_gradient.row(first, y);
    for (int x = 0; x < in.vectors * kLanes; x += kLanes) {
      Lanes factor[kOut];
      for (int o = 0; o < kOut; ++o) {
        factor[o] = *reinterpret_cast<const Lanes*>(slope + o * out_gradient.channel_pitch + x);
      }
      for (int tap = 0; tap < kTaps; ++tap) {
        const Lanes value = *reinterpret_cast<const UnalignedLanes*>(
            source + (tap / 3 - 1) * in.row_pitch + tap % 3 + x);
        for (int o = 0; o < kOut; ++o) sum[o][tap] += factor[o] * value;
      }
    }
  }
  for (int o = 0; o < kOut; ++o) {
    Lanes* target = gradient_lanes + ((first + o) * in.channels + i) * kTaps;
    for (int tap = 0; tap < kTaps; ++tap) target[tap] += sum[o][tap];
  }
}

}  // namespace

void convolution_forward(const PlanesView& in, const float* weights, const float* biases,
                         const PlanesView& out) {
  for_tiles(out, [&]<int kOut, int kVectors>(int first, int y, int x) {
    forward_tile<kOut, kVectors>(in, weights, biases, out, first, y, x);
  });
}

void turn_weights(const float* weights, int in, int out, int kernel, std::span<float> turned) {
  const int taps = kernel * kernel;
  for (int o = 0; o < out; ++o) {
    for (int i = 0; i < in; ++i) {
      for (int tap = 0; tap < taps; ++tap) {
        turned[static_cast<std::size_t>((i * out + o) * taps + taps - 1 - tap)] =
            weights[(o * in + i) * taps + tap];
      }
    }
  }
}

void convolution_weight_gradient(const PlanesView& in, const PlanesView& out_gradient,
                                 Lanes* gradient_lanes) {
  for_channel_blocks<2>(out_gradient.channels, [&]<int kOut>(int first) {
    for (int i = 0; i < in.channels; ++i) {
      weight_gradient_block<kOut>(in, out_gradient, gradient_lanes, first, i);
    }
  });
}

}  // namespace nn
