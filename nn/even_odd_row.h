#pragma once

#if defined(__AVX512F__)
#include <immintrin.h>
#endif

#include "nn/planes.h"

namespace nn {

#if defined(__AVX512F__)
/// Of the masked form of an instruction: g++ 12 takes the plain one for uninitialised (PR 105593).
inline constexpr __mmask16 kAllLanes = 0xffff;
#endif

/// Lane l of the result is lane l - 1 of x; lane 0 is lane 15 of x (circular) or 0.
template <bool kCircular>
Lanes from_lane_before(Lanes x) {
#if defined(__AVX512F__)
  const auto bits = reinterpret_cast<__m512i>(x);
  return reinterpret_cast<Lanes>(
      _mm512_maskz_alignr_epi32(kAllLanes, bits, kCircular ? bits : _mm512_setzero_si512(), 15));
#else
  Lanes result;
  for (int lane = 1; lane < kLanes; ++lane) result[lane] = x[lane - 1];
  result[0] = kCircular ? x[kLanes - 1] : 0;
  return result;
#endif
}

/// Lane l of the result is lane l + 1 of x; lane 15 is lane 0 of x (circular) or 0.
template <bool kCircular>
Lanes from_lane_after(Lanes x) {
#if defined(__AVX512F__)
  const auto bits = reinterpret_cast<__m512i>(x);
  return reinterpret_cast<Lanes>(
      _mm512_maskz_alignr_epi32(kAllLanes, kCircular ? bits : _mm512_setzero_si512(), bits, 1));
#else
  Lanes result;
  for (int lane = 1; lane < kLanes; ++lane) result[lane - 1] = x[lane];
  result[kLanes - 1] = kCircular ? x[0] : 0;
  return result;
#endif
}

/// A row of 32 in even_odd order with its neighbours left and right: two vectors hold the row, and
/// two rotations give all that three columns of a kernel see.
template <bool kCircular>
struct EvenOddRow {
  explicit EvenOddRow(const float* row)
      : even(reinterpret_cast<const Lanes*>(row)[0]),
        odd(reinterpret_cast<const Lanes*>(row)[1]),
        before_even(from_lane_before<kCircular>(odd)),
        after_odd(from_lane_after<kCircular>(even)) {}

  /// What the even, or the odd, columns see in column `c` of a kernel: left, centre, right.
  Lanes at_even(int c) const { return c == 0 ? before_even : c == 1 ? even : odd; }
  Lanes at_odd(int c) const { return c == 0 ? even : c == 1 ? odd : after_odd; }

  Lanes even, odd, before_even, after_odd;
};

}  // namespace nn
