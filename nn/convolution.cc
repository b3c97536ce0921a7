#include "nn/convolution.h"

#include <algorithm>
#include <cassert>

#include "nn/even_odd_row.h"
#include "nn/multiply_add.h"
#include "nn/unroll.h"

namespace nn {
namespace {

constexpr int kTaps = 9;

// The products of one input row with the kernel row through which output row kRow sees it.
template <int kTapRow, int kOut, bool kCircular>
void add_row(const EvenOddRow<kCircular>& row, const float* weights, Lanes (&even)[kOut],
             Lanes (&odd)[kOut]) {
  unroll<3>([&](auto c) {
    unroll<kOut>([&](auto o) {
      const float& weight = weights[(kTapRow * 3 + c) * kOut + o];
      even[o] = multiply_add(even[o], weight, row.at_even(c));
      odd[o] = multiply_add(odd[o], weight, row.at_odd(c));
    });
  });
}

// Output channels first .. first + kOut - 1 in rows y .. y + kRows - 1.
template <int kOut, int kRows, bool kCircular, Ending kEnding>
[[gnu::flatten]] void convolve_tile(const PlanesView& in, const float* weights,
                                    const Epilogue& epilogue, const PlanesView& out, int first,
                                    int y) {
  Lanes even[kRows][kOut], odd[kRows][kOut];
  unroll<kRows>([&](auto j) {
    unroll<kOut>([&](auto o) { even[j][o] = odd[j][o] = epilogue.start(first + o); });
  });
  const float* source = in.row(0, y - 1);
  const std::ptrdiff_t pitch = in.shape.channel_pitch();
  for (int i = 0; i < in.shape.channels; ++i) {
    unroll<kRows + 2>([&](auto r) {
      const EvenOddRow<kCircular> row(source + r * 2 * kLanes);
      unroll<3>([&](auto tap_row) {
        constexpr int kRow = r - tap_row;  // the output row that sees this input row there
        if constexpr (kRow >= 0 && kRow < kRows) {
          add_row<tap_row, kOut>(row, weights, even[kRow], odd[kRow]);
        }
      });
    });
    weights += kTaps * kOut;
    source += pitch;
  }
  unroll<kOut>([&](auto o) {
    Lanes* target = out.lanes(first + o);
    const Lanes* mask = epilogue.mask_of(first + o);
    unroll<kRows>([&](auto j) {
      const int at = 2 * (y + j);
      target[at] = finish<kEnding>(even[j][o], mask, at);
      target[at + 1] = finish<kEnding>(odd[j][o], mask, at + 1);
    });
  });
}

template <bool kCircular, Ending kEnding>
void convolve_planes(const PlanesView& in, const PackedWeights& weights, const Epilogue& epilogue,
                     const PlanesView& out) {
  const int height = out.shape.height;
  for_channel_blocks<PackedWeights::kBlock>(out.shape.channels, [&]<int kOut>(int first) {
    constexpr int kRows = PackedWeights::kBlock / kOut;
    const float* block = weights.block(first);
    int y = 0;
    for (; y + kRows <= height; y += kRows) {
      convolve_tile<kOut, kRows, kCircular, kEnding>(in, block, epilogue, out, first, y);
    }
    for (; y < height; ++y) {
      convolve_tile<kOut, 1, kCircular, kEnding>(in, block, epilogue, out, first, y);
    }
  });
}

// All nine taps of kOut filters over input channel `i`: 9 kOut sums stay in registers. An input row
// is read once and meets the slopes of the three output rows that see it. The first input channel's
// block sums the slopes for the biases too.
template <int kOut, bool kCircular, bool kBiases>
[[gnu::flatten]] void parameter_gradient_block(const PlanesView& in, const PlanesView& out_gradient,
                                               Lanes* weight_lanes, Lanes* bias_lanes, int first,
                                               int i) {
  Lanes sum[kOut][kTaps] = {}, bias_sum[kOut] = {};
  const std::ptrdiff_t pitch = out_gradient.shape.channel_pitch();
  const float* source = in.row(i, 0);
  const float* below = out_gradient.row(first, 1);  // the output row whose first tap row sees it
  for (int y = 0; y < in.shape.height; ++y) {
    const EvenOddRow<kCircular> row(source);
    unroll<3>([&](auto tap_row) {
      unroll<kOut>([&](auto o) {
        const auto* slope =
            reinterpret_cast<const Lanes*>(below + o * pitch - tap_row * 2 * kLanes);
        unroll<3>([&](auto c) { sum[o][tap_row * 3 + c] += slope[0] * row.at_even(c); });
        unroll<3>([&](auto c) { sum[o][tap_row * 3 + c] += slope[1] * row.at_odd(c); });
        if constexpr (kBiases && tap_row == 1) bias_sum[o] += slope[0] + slope[1];
      });
    });
    source += 2 * kLanes;
    below += 2 * kLanes;
  }
  unroll<kOut>([&](auto o) {
    Lanes* target = weight_lanes + ((first + o) * in.shape.channels + i) * kTaps;
    unroll<kTaps>([&](auto tap) { target[tap] += sum[o][tap]; });
    if constexpr (kBiases) bias_lanes[first + o] += bias_sum[o];
  });
}

template <bool kCircular>
void parameter_gradient(const PlanesView& in, const PlanesView& out_gradient, Lanes* weight_lanes,
                        Lanes* bias_lanes) {
  for_channel_blocks<2>(out_gradient.shape.channels, [&]<int kOut>(int first) {
    parameter_gradient_block<kOut, kCircular, true>(in, out_gradient, weight_lanes, bias_lanes,
                                                    first, 0);
    for (int i = 1; i < in.shape.channels; ++i) {
      parameter_gradient_block<kOut, kCircular, false>(in, out_gradient, weight_lanes, bias_lanes,
                                                       first, i);
    }
  });
}

}  // namespace

void convolve(const PlanesView& in, const PackedWeights& weights, Padding padding,
              const Epilogue& epilogue, const PlanesView& out) {
  assert(in.shape.order == RowOrder::even_odd && out.shape.order == RowOrder::even_odd);
  assert(padding != Padding::valid);
  with_ending(epilogue, [&]<Ending kEnding>() {
    padding == Padding::circular ? convolve_planes<true, kEnding>(in, weights, epilogue, out)
                                 : convolve_planes<false, kEnding>(in, weights, epilogue, out);
  });
}

void convolution_parameter_gradient(const PlanesView& in, const PlanesView& out_gradient,
                                    Padding padding, Lanes* weight_lanes, Lanes* bias_lanes) {
  assert(in.shape.order == RowOrder::even_odd && out_gradient.shape.order == RowOrder::even_odd);
  padding == Padding::circular
      ? parameter_gradient<true>(in, out_gradient, weight_lanes, bias_lanes)
      : parameter_gradient<false>(in, out_gradient, weight_lanes, bias_lanes);
}

}  // namespace nn
