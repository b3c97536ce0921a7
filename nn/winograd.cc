#include "nn/winograd.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>

#include "base/check.h"
#include "nn/packed_weights.h"
#include "nn/pointwise.h"
#include "nn/sum_lanes.h"
#include "nn/unroll.h"
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
  unroll<kOut>([&](auto o) {
    take(o, sum[o][0] + sum[o][1] + sum[o][2], sum[o][1] - sum[o][2] + sum[o][3]);
  });
}

struct Convolution {
  const PlanesView& in;
  const float* weights;  // transformed: row, in, out, column
  const Epilogue& epilogue;
  const PlanesView& out;
  bool circular;
  Lanes* scratch;
};

// Adds what row kRow of the products gives to one row of tiles: after row 1 comes row 2, then 0 and
// 3, with which the sums of a tile's upper and lower outputs end. They grow in the output itself,
// which stays in the L1 cache.
template <int kRow, Ending kEnding>
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
      [[maybe_unused]] const Lanes* mask = c.epilogue.mask_of(channel);
      if constexpr (kRow == 1) {
        const Lanes start = c.epilogue.start(channel);
        top[0] = start + even, top[1] = start + odd;
      } else if constexpr (kRow == 2) {
        bottom[0] = top[0] - even, bottom[1] = top[1] - odd;
        top[0] += even, top[1] += odd;
      } else if constexpr (kRow == 0) {
        top[0] = finish<kEnding>(top[0] + even, mask, at);
        top[1] = finish<kEnding>(top[1] + odd, mask, at + 1);
      } else {
        bottom[0] = finish<kEnding>(bottom[0] + even, mask, at + 2);
        bottom[1] = finish<kEnding>(bottom[1] + odd, mask, at + 3);
      }
    });
  });
}

void convolve_tiles(const Convolution& c) {
  with_ending(c.epilogue, [&]<Ending kEnding>() {
    for (int tile_row = 0; tile_row < c.out.shape.height / 2; ++tile_row) {
      convolve_row<1, Ending::plain>(c, tile_row);
      convolve_row<2, Ending::plain>(c, tile_row);
      convolve_row<0, kEnding>(c, tile_row);
      convolve_row<3, kEnding>(c, tile_row);
    }
  });
}

// Keeps g++ from loading the value again for every multiplication that it takes part in.
Lanes in_register(Lanes value) {
#if defined(__AVX512F__)
  asm("" : "+v"(value));
#endif
  return value;
}

// Slopes of the even and the odd columns, side by side, in one row of tiles after the other.
struct SlopeRows {
  const Lanes* of(int channel) const { return origin + channel * channel_pitch; }

  const Lanes* origin;
  std::ptrdiff_t channel_pitch;
  int tile_pitch;
};

// Adds to gradient[o][i] the sum over tiles of column kColumn of the transformed slopes of channels
// first .. first + kOut - 1 times values[tile row][i].
template <int kColumn, int kOut, int kIn>
void multiply_tiles(const Lanes* values, const SlopeRows& slopes, int first, int tile_rows,
                    float* gradient, int gradient_pitch) {
  const auto at = [](int o, int i) { return static_cast<std::size_t>(o * kIn + i); };
  std::array<Lanes, kLanes> sum = {};
  const Lanes* rows = slopes.of(first);
  for (int t = 0; t < tile_rows; ++t, values += kIn, rows += slopes.tile_pitch) {
    Lanes value[kIn];
    for (int i = 0; i < kIn; ++i) value[i] = in_register(values[i]);
    for (int o = 0; o < kOut; ++o) {
      const Lanes* row = rows + o * slopes.channel_pitch;
      const Lanes slope = in_register(winograd::transform_slope<kColumn>(row[0], row[1]));
      for (int i = 0; i < kIn; ++i) sum[at(o, i)] += slope * value[i];
    }
  }
  const Lanes total = sum_lanes(sum);
  for (int o = 0; o < kOut; ++o) {
    for (int i = 0; i < kIn; ++i) gradient[o * gradient_pitch + i] += total[o * kIn + i];
  }
}

template <int kColumn>
void add_products(const Lanes* values, int in, const SlopeRows& slopes, int out, int tile_rows,
                  float* gradient) {
  for_channel_blocks<kBlock>(out, [&]<int kOut>(int o) {
    for_channel_blocks<kBlock>(in, [&]<int kIn>(int i) {
      multiply_tiles<kColumn, kOut, kIn>(values + i * tile_rows, slopes, o, tile_rows,
                                         gradient + o * in + i, in);
    });
  });
}

// Row kRow of a board's transformed input, in the order of multiply_tiles: column, block of
// channels, tile row, channel of the block.
template <int kRow>
void transform_board(const PlanesView& in, bool circular, Lanes* target) {
  const int tile_rows = in.shape.height / 2;
  const int column_pitch = in.shape.channels * tile_rows;
  for_channel_blocks<kBlock>(in.shape.channels, [&]<int kChannels>(int first) {
    Lanes* block = target + first * tile_rows;
    for (int t = 0; t < tile_rows; ++t, block += kChannels) {
      for (int k = 0; k < kChannels; ++k) {
        Lanes columns[kSide];
        winograd::transform_input<kRow>(in.lanes(first + k) + t * kTileVectors - 2, circular,
                                        columns);
        for (int c = 0; c < kSide; ++c) block[c * column_pitch + k] = columns[c];
      }
    }
  });
}

// Row kRow of A y: two of its rows are the slopes themselves.
template <int kRow>
SlopeRows transform_rows(const PlanesView& slope, Lanes* scratch) {
  const std::ptrdiff_t plane_pitch = slope.shape.channel_pitch() / kLanes;
  if constexpr (kRow == 0) return {slope.lanes(0), plane_pitch, kTileVectors};
  if constexpr (kRow == 3) return {slope.lanes(0) + 2, plane_pitch, kTileVectors};
  Lanes* target = scratch;
  for (int o = 0; o < slope.shape.channels; ++o) {
    const Lanes* rows = slope.lanes(o);
    for (int t = 0; t < slope.shape.height / 2; ++t, rows += kTileVectors, target += 2) {
      target[0] = winograd::transform_slope<kRow>(rows[0], rows[2]);
      target[1] = winograd::transform_slope<kRow>(rows[1], rows[3]);
    }
  }
  return {scratch, slope.shape.height, 2};
}

// Adds what row kRow of a board's transformed input and slope gives.
template <int kRow>
void add_row(const PlanesView& in, const PlanesView& slope, bool circular, Lanes* scratch,
             float* gradient) {
  const int ins = in.shape.channels, outs = slope.shape.channels;
  const int tile_rows = in.shape.height / 2;
  const int column_pitch = ins * tile_rows;
  transform_board<kRow>(in, circular, scratch);
  const SlopeRows slopes = transform_rows<kRow>(slope, scratch + kSide * column_pitch);
  unroll<kSide>([&](auto column) {
    add_products<column>(scratch + column * column_pitch, ins, slopes, outs, tile_rows,
                         gradient + (kRow * kSide + column) * ins * outs);
  });
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
  unroll<kSide>(
      [&](auto row) { add_row<row>(in, out_slope, circular_, scratch.data(), gradient_.data()); });
  nn::bias_gradient(out_slope, bias_gradient_.data());
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
