#include "nn/bit_convolution.h"

#if defined(__AVX512F__) || defined(__BMI2__)
#include <immintrin.h>
#endif

#include <algorithm>
#include <cassert>
#include <limits>

#include "nn/packed_weights.h"
#include "nn/unroll.h"

namespace nn {
namespace {

constexpr int kTaps = 9;
constexpr int kLowCells = 4;  // of a window's code: 16 sums are a vector, 32 are two

using Codes [[gnu::vector_size(kLanes * sizeof(std::uint32_t))]] = std::uint32_t;
constexpr Codes kLane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

// Lane by lane, table[code % 16].
Lanes look_up(Lanes table, Codes code) {
#if defined(__AVX512F__)
  return reinterpret_cast<Lanes>(_mm512_maskz_permutexvar_ps(
      0xffff, reinterpret_cast<__m512i>(code), reinterpret_cast<__m512>(table)));
#else
  Lanes result;
  for (int lane = 0; lane < kLanes; ++lane) result[lane] = table[code[lane] % 16];
  return result;
#endif
}

// Lane by lane, the value number code % 32 of two vectors.
Lanes look_up(const Lanes (&table)[2], Codes code) {
#if defined(__AVX512F__)
  return reinterpret_cast<Lanes>(_mm512_permutex2var_ps(reinterpret_cast<__m512>(table[0]),
                                                        reinterpret_cast<__m512i>(code),
                                                        reinterpret_cast<__m512>(table[1])));
#else
  Lanes result;
  for (int lane = 0; lane < kLanes; ++lane) {
    result[lane] = table[code[lane] / 16 % 2][code[lane] % 16];
  }
  return result;
#endif
}

// x in the lanes of `mask`, else 0.
Lanes where(std::uint16_t mask, Lanes x) {
#if defined(__AVX512F__)
  return reinterpret_cast<Lanes>(_mm512_maskz_mov_ps(mask, reinterpret_cast<__m512>(x)));
#else
  return ((Codes{} + mask) >> kLane & 1) != 0 ? x : Lanes{};
#endif
}

Lanes add_where(std::uint16_t mask, Lanes sum, Lanes x) {
#if defined(__AVX512F__)
  const auto sum_bits = reinterpret_cast<__m512>(sum);
  return reinterpret_cast<Lanes>(
      _mm512_mask_add_ps(sum_bits, mask, sum_bits, reinterpret_cast<__m512>(x)));
#else
  return sum + where(mask, x);
#endif
}

// Lane by lane, `start` and those of four weights whose bits are in the lane's number.
Lanes sums_of_subsets(const float* weights, Lanes start) {
  constexpr std::uint16_t kLanesWithBit[kLowCells] = {0xaaaa, 0xcccc, 0xf0f0, 0xff00};
  for (int bit = kLowCells; bit-- > 0;) {
    start = add_where(kLanesWithBit[bit], start, Lanes{} + weights[bit]);
  }
  return start;
}

Codes rotated_right(Codes words, Codes by) {
#if defined(__AVX512F__)
  return reinterpret_cast<Codes>(_mm512_maskz_rorv_epi32(0xffff, reinterpret_cast<__m512i>(words),
                                                         reinterpret_cast<__m512i>(by)));
#else
  return words >> by | words << ((32 - by) % 32);
#endif
}

// Lane l: cells left, centre and right of column 2 l + parity, in bits 0 to 2.
Codes column_triples(std::uint32_t row, unsigned parity, bool circular) {
  // On a torus the row closes.
  Codes triples = rotated_right(Codes{} + row, (2 * kLane + parity + 31) % 32) & 7;
  if (!circular && parity == 0) triples[0] &= 6;
  if (!circular && parity == 1) triples[kLanes - 1] &= 3;
  return triples;
}

std::uint16_t even_bits(std::uint32_t x) {
#if defined(__BMI2__)
  return static_cast<std::uint16_t>(_pext_u32(x, 0x55555555));
#else
  x &= 0x55555555;
  x = (x | x >> 1) & 0x33333333;
  x = (x | x >> 2) & 0x0f0f0f0f;
  x = (x | x >> 4) & 0x00ff00ff;
  return static_cast<std::uint16_t>(x | x >> 8);
#endif
}

}  // namespace

BitConvolution::BitConvolution(int height, int out, Padding padding)
    : height_(height), out_(out), padding_(padding) {
  const auto rows = static_cast<std::size_t>(height);
  tables_.resize(static_cast<std::size_t>(out));
  codes_.resize(2 * rows);
  triples_.resize(2 * (rows + 2));
  masks_.resize(rows);
}

void BitConvolution::load(const float* weights, const float* biases) {
  for (std::size_t o = 0; o < tables_.size(); ++o, weights += kTaps) {
    const Lanes high = sums_of_subsets(weights + kLowCells, Lanes{});
    tables_[o] = {sums_of_subsets(weights, Lanes{} + biases[o]),
                  {high, sums_of_subsets(weights + kLowCells, Lanes{} + weights[kTaps - 1])}};
  }
}

void BitConvolution::set_rows(std::span<const std::uint64_t> rows) {
  assert(rows.size() == masks_.size());
  const bool circular = padding_ == Padding::circular;
  const std::size_t height = rows.size();
  for (std::size_t y = 0; y < height; ++y) {
    const auto row = static_cast<std::uint32_t>(rows[y]);
    const std::uint16_t even = even_bits(row), odd = even_bits(row >> 1);
    masks_[y] = {even, odd, static_cast<std::uint16_t>(odd << 1 | (circular ? odd >> 15 : 0)),
                 static_cast<std::uint16_t>(even >> 1 | (circular ? even << 15 : 0))};
    for (unsigned parity = 0; parity < 2; ++parity) {
      triples_[2 * (y + 1) + parity] = column_triples(row, parity, circular);
    }
  }
  for (std::size_t parity = 0; parity < 2; ++parity) {
    triples_[parity] = circular ? triples_[2 * height + parity] : Codes{};
    triples_[2 * (height + 1) + parity] = circular ? triples_[2 + parity] : Codes{};
  }
  for (std::size_t at = 0; at < 2 * height; ++at) {
    codes_[at] = triples_[at] | triples_[at + 2] << 3 | triples_[at + 4] << 6;
  }
}

template <int kOut>
[[gnu::flatten]] void BitConvolution::forward_block(bool relu, const PlanesView& out,
                                                    int first) const {
  const Table* table = tables_.data() + first;
  Lanes* target = out.lanes(first);
  const std::ptrdiff_t pitch = out.shape.channel_pitch() / kLanes;
  const float floor = relu ? 0.F : -std::numeric_limits<float>::infinity();
  for (const Codes code : codes_) {
    unroll<kOut>([&](auto o) {
      const Lanes sum = look_up(table[o].low, code) + look_up(table[o].high, code >> kLowCells);
      target[o * pitch] = sum < floor ? Lanes{} + floor : sum;
    });
    ++target;
  }
}

void BitConvolution::forward(bool relu, const PlanesView& out) const {
  for_channel_blocks<4>(out_, [&]<int kOut>(int first) { forward_block<kOut>(relu, out, first); });
}

// As convolution_parameter_gradient's, but that a plane of bits needs no multiplication: even
// columns are multiplied, odd ones added, so that both kinds of pipes are at work.
template <int kOut>
[[gnu::flatten]] void BitConvolution::parameter_gradient_block(const PlanesView& out_gradient,
                                                               Lanes* weight_lanes,
                                                               Lanes* bias_lanes, int first) const {
  Lanes sum[kOut][kTaps] = {}, bias_sum[kOut] = {};
  const std::ptrdiff_t pitch = out_gradient.shape.channel_pitch();
  const float* below = out_gradient.row(first, 1);
  for (const RowMasks& row : masks_) {
    const Lanes ones = Lanes{} + 1;
    const Lanes even[3] = {where(row.before_even, ones), where(row.even, ones),
                           where(row.odd, ones)};
    const std::uint16_t odd[3] = {row.even, row.odd, row.after_odd};
    unroll<3>([&](auto tap_row) {
      unroll<kOut>([&](auto o) {
        const auto* slope =
            reinterpret_cast<const Lanes*>(below + o * pitch - tap_row * 2 * kLanes);
        unroll<3>([&](auto c) {
          Lanes& tap = sum[o][tap_row * 3 + c];
          tap = add_where(odd[c], tap + slope[0] * even[c], slope[1]);
        });
        if constexpr (tap_row == 1) bias_sum[o] += slope[0] + slope[1];
      });
    });
    below += 2 * kLanes;
  }
  unroll<kOut>([&](auto o) {
    unroll<kTaps>([&](auto tap) { weight_lanes[(first + o) * kTaps + tap] += sum[o][tap]; });
    bias_lanes[first + o] += bias_sum[o];
  });
}

void BitConvolution::parameter_gradient(const PlanesView& out_gradient, Lanes* weight_lanes,
                                        Lanes* bias_lanes) const {
  for_channel_blocks<2>(out_, [&]<int kOut>(int first) {
    parameter_gradient_block<kOut>(out_gradient, weight_lanes, bias_lanes, first);
  });
}

}  // namespace nn
