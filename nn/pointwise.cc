#include "nn/pointwise.h"

#include "nn/tiles.h"

namespace nn {
namespace {

// out channels first .. first + kOut - 1 at kVectors vectors from (y, x).
template <int kOut, int kVectors>
void forward_tile(const PlanesView& in, const float* weights, const float* biases,
                  const PlanesView& out, int first, int y, int x) {
  Lanes sum[kOut][kVectors];
  for (int o = 0; o < kOut; ++o) {
    for (int v = 0; v < kVectors; ++v) sum[o][v] = Lanes{} + (biases ? biases[first + o] : 0.F);
  }
  const float* source = in.row(0, y) + x;
  const float* weight = weights + first * in.channels;
  for (int i = 0; i < in.channels; ++i, source += in.channel_pitch) {
    for (int v = 0; v < kVectors; ++v) {
      const Lanes value = *reinterpret_cast<const Lanes*>(source + v * kLanes);
      for (int o = 0; o < kOut; ++o) sum[o][v] += weight[o * in.channels + i] * value;
    }
  }
  for (int o = 0; o < kOut; ++o) {
    float* target = out.row(first + o, y) + x;
    for (int v = 0; v < kVectors; ++v) *reinterpret_cast<Lanes*>(target + v * kLanes) = sum[o][v];
  }
}

// The kOut x kIn block of the weight gradient at (first_out, first_in).
template <int kOut, int kIn>
void weight_gradient_block(const PlanesView& in, const PlanesView& out_gradient,
                           Lanes* gradient_lanes, int first_out, int first_in) {
  Lanes sum[kOut][kIn] = {};
  for (int y = 0; y < in.height; ++y) {
    const float* source = in.row(first_in, y);
    const float* slope = out_gradient.row(first_out, y);
    for (int x = 0; x < in.vectors * kLanes; x += kLanes) {
      Lanes value[kIn];
      for (int i = 0; i < kIn; ++i) {
        value[i] = *reinterpret_cast<const Lanes*>(source + i * in.channel_pitch + x);
      }
      for (int o = 0; o < kOut; ++o) {
        const Lanes factor =
            *reinterpret_cast<const Lanes*>(slope + o * out_gradient.channel_pitch + x);
        for (int i = 0; i < kIn; ++i) sum[o][i] += factor * value[i];
      }
    }
  }
  for (int o = 0; o < kOut; ++o) {
    for (int i = 0; i < kIn; ++i) {
      gradient_lanes[(first_out + o) * in.channels + first_in + i] += sum[o][i];
    }
  }
}

}  // namespace

void pointwise_forward(const PlanesView& in, const float* weights, const float* biases,
                       const PlanesView& out) {
  for_tiles(out, [&]<int kOut, int kVectors>(int first, int y, int x) {
    forward_tile<kOut, kVectors>(in, weights, biases, out, first, y, x);
  });
}

void pointwise_weight_gradient(const PlanesView& in, const PlanesView& out_gradient,
                               Lanes* gradient_lanes) {
  for_channel_blocks<4>(out_gradient.channels, [&]<int kOut>(int first_out) {
    for_channel_blocks<4>(in.channels, [&]<int kIn>(int first_in) {
      weight_gradient_block<kOut, kIn>(in, out_gradient, gradient_lanes, first_out, first_in);
    });
  });
}

void bias_gradient(const PlanesView& out_gradient, Lanes* gradient_lanes) {
  for (int channel = 0; channel < out_gradient.channels; ++channel) {
    Lanes sum = {};
    for (int y = 0; y < out_gradient.height; ++y) {
      const float* row = out_gradient.row(channel, y);
      for (int v = 0; v < out_gradient.vectors; ++v) {
        sum += *reinterpret_cast<const Lanes*>(row + v * kLanes);
      }
    }
    gradient_lanes[channel] += sum;
  }
}

}  // namespace nn
