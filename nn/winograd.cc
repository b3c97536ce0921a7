#include "nn/winograd.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "base/check.h"
#include "nn/packed_weights.h"
#include "nn/sum_lanes.h"
#include "nn/winograd_transforms.h"

namespace nn {
namespace {

using winograd::kSide;
using winograd::kTaps;

// Output channels, and for the gradient of the weights input channels too, of a register block.
constexpr int kBlock = 4;

// Vectors from the first row of a tile to the first row of the tile below it.
constexpr int kTileVectors = 4;

// One row of the products of transformed inputs, [in][column], and weights, [in][out][column], for
// kOut channels; hands each channel's even and odd outputs to take(channel, even, odd).
template <int kOut, class Take>
void multiply_row(const Lanes* values, const float* weights, int in, int out, Take take) {
  Lanes sum[kOut][kSide];
  for (auto& channel : sum) {
    for (Lanes& value : channel) value = Lanes{};
  }
  for (int i = 0; i < in; ++i, values += kSide, weights += out * kSide) {
    for (int column = 0; column < kSide; ++column) {
      const Lanes value = values[column];
      for (int o = 0; o < kOut; ++o) sum[o][column] += weights[o * kSide + column] * value;
    }
  }
  // Constant indices keep the sums in registers.
  [&]<int... o>(std::integer_sequence<int, o...>) {
    (take(o, sum[o][0] + sum[o][1] + sum[o][2], sum[o][1] - sum[o][2] + sum[o][3]), ...);
  }
  (std::make_integer_sequence<int, kOut>());
}

struct Convolution {
  const PlanesView& in;
  const float* weights;  // transformed: row, in, out, column
  const Epilogue& epilogue;
  const PlanesView& out;
  bool circular;
  Lanes* scratch;
};

// Adds what row kRow of the products gives to one row of tiles. The sums grow in the output itself,
// which stays in the L1 cache.
template <int kRow>
void convolve_row(const Convolution& c, int tile_row) {
  const int in = c.in.shape.channels, out = c.out.shape.channels;
  const int at = tile_row * kTileVectors;
  for (int i = 0; i < in; ++i) {
    winograd::transform_input<kRow>(c.in.lanes(i) + at - 2, c.circular, c.scratch + i * kSide);
  }
  const float* weights = c.weights + kRow * in * out * kSide;
  for_channel_blocks<kBlock>(out, [&]<int kOut>(int first) {
    const float* block = weights + first * kSide;
    multiply_row<kOut>(c.scratch, block, in, out, [&](int o, Lanes even, Lanes odd) {
      const int channel = first + o;
      Lanes* top = c.out.lanes(channel) + at;
      Lanes* bottom = top + 2;
      if constexpr (kRow == 0) {
        const Lanes start = c.epilogue.start(channel);
        top[0] = start + even, top[1] = start + odd;
      } else if constexpr (kRow == 1) {
        const Lanes start = c.epilogue.start(channel);
        top[0] += even, top[1] += odd;
        bottom[0] = start + even, bottom[1] = start + odd;
      } else if constexpr (kRow == 2) {
        top[0] = c.epilogue.finish(top[0] + even, channel, at);
        top[1] = c.epilogue.finish(top[1] + odd, channel, at + 1);
        bottom[0] -= even, bottom[1] -= odd;
      } else {
        bottom[0] = c.epilogue.finish(bottom[0] + even, channel, at + 2);
        bottom[1] = c.epilogue.finish(bottom[1] + odd, channel, at + 3);
      }
    });
  });
}

void convolve_tiles(const Convolution& c) {
  for (int tile_row = 0; tile_row < c.out.shape.height / 2; ++tile_row) {
    convolve_row<0>(c, tile_row);
    convolve_row<1>(c, tile_row);
    convolve_row<2>(c, tile_row);
    convolve_row<3>(c, tile_row);
  }
}

// Keeps g++ from loading the value again for every multiplication that it takes part in.
Lanes in_register(Lanes value) {
#if defined(__AVX512F__)
  asm("" : "+v"(value));
#endif
  return value;
}

// Adds to gradient[o][i] the sum over tile rows and lanes of slopes[tile row][o] times
// values[tile row][i].
template <int kOut, int kIn>
void multiply_tiles(const Lanes* values, const Lanes* slopes, int tile_rows, float* gradient,
                    int gradient_pitch) {
  const auto at = [](int o, int i) { return static_cast<std::size_t>(o * kIn + i); };
  std::array<Lanes, kLanes> sum = {};
  for (int t = 0; t < tile_rows; ++t, values += kIn, slopes += kOut) {
    Lanes value[kIn];
    for (int i = 0; i < kIn; ++i) value[i] = in_register(values[i]);
    for (int o = 0; o < kOut; ++o) {
      const Lanes slope = in_register(slopes[o]);
      for (int i = 0; i < kIn; ++i) sum[at(o, i)] += slope * value[i];
    }
  }
  const Lanes total = sum_lanes(sum);
  for (int o = 0; o < kOut; ++o) {
    for (int i = 0; i < kIn; ++i) gradient[o * gradient_pitch + i] += total[o * kIn + i];
  }
}

void add_products(const Lanes* values, int in, const Lanes* slopes, int out, int tile_rows,
                  float* gradient) {
  for_channel_blocks<kBlock>(out, [&]<int kOut>(int o) {
    for_channel_blocks<kBlock>(in, [&]<int kIn>(int i) {
      multiply_tiles<kOut, kIn>(values + i * tile_rows, slopes + o * tile_rows, tile_rows,
                                gradient + o * in + i, in);
    });
  });
}

// Stores the four columns that transform(channel, vector, columns) gives for every channel and tile
// row, in the order of add_products: column, block of channels, tile row, channel of the block.
template <class Transform>
void transform_board(const PlanesShape& shape, Lanes* target, Transform transform) {
  const int tile_rows = shape.height / 2;
  const int column_pitch = shape.channels * tile_rows;
  for_channel_blocks<kBlock>(shape.channels, [&]<int kChannels>(int first) {
    Lanes* block = target + first * tile_rows;
    for (int t = 0; t < tile_rows; ++t, block += kChannels) {
      for (int k = 0; k < kChannels; ++k) {
        Lanes columns[kSide];
        transform(first + k, t * kTileVectors, columns);
        for (int c = 0; c < kSide; ++c) block[c * column_pitch + k] = columns[c];
      }
    }
  });
}

// Adds what row kRow of a board's transformed input and slope gives.
template <int kRow>
void add_row(const PlanesView& in, const PlanesView& slope, bool circular, Lanes* scratch,
             float* gradient, Lanes* bias_gradient) {
  const int ins = in.shape.channels, outs = slope.shape.channels;
  const int tile_rows = in.shape.height / 2;
  Lanes* slopes = scratch + kSide * ins * tile_rows;
  transform_board(in.shape, scratch, [&](int i, int at, Lanes* columns) {
    winograd::transform_input<kRow>(in.lanes(i) + at - 2, circular, columns);
  });
  transform_board(slope.shape, slopes, [&](int o, int at, Lanes* columns) {
    winograd::transform_slope<kRow>(slope.lanes(o) + at, columns);
    // The sum of the tile's slopes.
    if constexpr (kRow == 1) bias_gradient[o] += columns[1];
  });
  for (int c = 0; c < kSide; ++c) {
    add_products(scratch + c * ins * tile_rows, ins, slopes + c * outs * tile_rows, outs, tile_rows,
                 gradient + (kRow * kSide + c) * ins * outs);
  }
}

}  // namespace

bool Winograd::fits(const PlanesShape& shape) {
  return shape.order == RowOrder::even_odd && shape.height > 0 && shape.height % 2 == 0;
}

Winograd::Winograd(int in, int out, int height, Padding padding)
    : in_(in), out_(out), height_(height), circular_(padding == Padding::circular) {
  base::require(in > 0 && out > 0, "Winograd convolution from {} to {} channels: needs 1 or more",
                in, out);
  base::require(fits({in, height, 2 * kLanes, RowOrder::even_odd}),
                "Winograd convolution of {} rows: needs a positive even number", height);
  base::require(padding == Padding::circular || padding == Padding::zero,
                "Winograd convolution: needs circular or zero padding");
  const std::size_t kernels = static_cast<std::size_t>(in) * static_cast<std::size_t>(out);
  weights_.resize(kSide * kSide * kernels);
  turned_weights_.resize(kSide * kSide * kernels);
  gradient_.resize(kSide * kSide * kernels);
  bias_gradient_.resize(static_cast<std::size_t>(out));
}

std::size_t Winograd::scratch_size() const {
  return static_cast<std::size_t>(kSide * (in_ + out_) * height_ / 2);
}

void Winograd::load(const float* weights) {
  // Half a turn of the taps swaps the first and the last row and column of their transform.
  const auto turned = [](std::size_t index) { return index % 3 == 0 ? 3 - index : index; };
  const auto in = static_cast<std::size_t>(in_), out = static_cast<std::size_t>(out_);
  for (std::size_t o = 0; o < out; ++o) {
    for (std::size_t i = 0; i < in; ++i, weights += kTaps) {
      const winograd::Kernel kernel = winograd::transform_taps(weights);
      for (std::size_t r = 0; r < kSide; ++r) {
        float* to = &weights_[((r * in + i) * out + o) * kSide];
        float* back = &turned_weights_[((r * out + o) * in + i) * kSide];
        for (std::size_t c = 0; c < kSide; ++c) {
          to[c] = kernel[r][c];
          back[c] = kernel[turned(r)][turned(c)];
        }
      }
    }
  }
  std::fill(gradient_.begin(), gradient_.end(), 0.F);
  std::fill(bias_gradient_.begin(), bias_gradient_.end(), Lanes{});
}

void Winograd::forward(const PlanesView& in, const Epilogue& epilogue, std::span<Lanes> scratch,
                       const PlanesView& out) const {
  assert(in.shape.channels == in_ && out.shape.channels == out_);
  assert(in.shape.height == height_ && scratch.size() >= scratch_size());
  convolve_tiles({in, weights_.data(), epilogue, out, circular_, scratch.data()});
}

void Winograd::input_gradient(const PlanesView& out_slope, const Epilogue& epilogue,
                              std::span<Lanes> scratch, const PlanesView& in_slope) const {
  assert(out_slope.shape.channels == out_ && in_slope.shape.channels == in_);
  assert(out_slope.shape.height == height_ && scratch.size() >= scratch_size());
  convolve_tiles(
      {out_slope, turned_weights_.data(), epilogue, in_slope, circular_, scratch.data()});
}

void Winograd::add_weight_gradient(const PlanesView& in, const PlanesView& out_slope,
                                   std::span<Lanes> scratch) {
  assert(in.shape.channels == in_ && out_slope.shape.channels == out_);
  assert(in.shape.height == height_ && scratch.size() >= scratch_size());
  [&]<int... kRow>(std::integer_sequence<int, kRow...>) {
    (add_row<kRow>(in, out_slope, circular_, scratch.data(), gradient_.data(),
                   bias_gradient_.data()),
     ...);
  }
  (std::make_integer_sequence<int, kSide>());
}

void Winograd::gradient(std::span<float> weights, std::span<float> biases) const {
  const std::size_t kernels = gradient_.size() / (kSide * kSide);
  assert(weights.size() == kernels * kTaps && biases.size() == bias_gradient_.size());
  for (std::size_t k = 0; k < kernels; ++k) {
    winograd::Kernel kernel;
    for (std::size_t r = 0; r < kSide; ++r) {
      for (std::size_t c = 0; c < kSide; ++c) {
        kernel[r][c] = gradient_[(r * kSide + c) * kernels + k];
      }
    }
    winograd::gather_taps(kernel, &weights[k * kTaps]);
  }
  for (std::size_t o = 0; o < biases.size(); ++o) biases[o] = sum_lanes({bias_gradient_[o]})[0];
}

}  // namespace nn
