#pragma once

#include <cstdint>
#include <limits>

#include "nn/planes.h"

#if defined(__AVX512F__)
#include <immintrin.h>
#endif

namespace nn {

// Elementary functions of 16 floats at once: no table, no branch. NaN stays NaN. The polynomials
// were fitted by Remez exchange for the least relative error of expm1(r) on |r| <= log(2) / 2
// (2^-26) and of log(1 + f) on [sqrt(1/2), sqrt(2)] (2^-27); tests/nn/vector_math_test.cc holds the
// functions against those of std.
// Example: Lanes probability = sigmoid(logits);

using IntLanes [[gnu::vector_size(kLanes * sizeof(float))]] = std::int32_t;

/// |x|
inline Lanes absolute(Lanes x) {
  return reinterpret_cast<Lanes>(reinterpret_cast<IntLanes>(x) & 0x7FFFFFFF);
}

/// Size of `x` with the sign of `sign`.
inline Lanes copy_sign(Lanes x, Lanes sign) {
  return reinterpret_cast<Lanes>((reinterpret_cast<IntLanes>(x) & 0x7FFFFFFF) |
                                 (reinterpret_cast<IntLanes>(sign) & ~0x7FFFFFFF));
}

/// The larger of both, or x where x is NaN.
inline Lanes at_least(Lanes low, Lanes x) {
#if defined(__AVX512F__)
  return reinterpret_cast<Lanes>(
      _mm512_maskz_max_ps(0xFFFF, reinterpret_cast<__m512>(low), reinterpret_cast<__m512>(x)));
#else
  return x < low ? low : x;
#endif
}

/// The smaller of both, or x where x is NaN.
inline Lanes at_most(Lanes high, Lanes x) {
#if defined(__AVX512F__)
  return reinterpret_cast<Lanes>(
      _mm512_maskz_min_ps(0xFFFF, reinterpret_cast<__m512>(high), reinterpret_cast<__m512>(x)));
#else
  return x > high ? high : x;
#endif
}

/// x - floor(x).
inline Lanes fraction(Lanes x) {
#if defined(__AVX512DQ__)
  constexpr int kDown = 0x09;
  return reinterpret_cast<Lanes>(
      _mm512_maskz_reduce_ps(0xFFFF, reinterpret_cast<__m512>(x), kDown));
#else
  // Beyond 2^23 there are no digits after the point.
  x = at_most(Lanes{} + 0x1p23F, at_least(Lanes{} - 0x1p23F, x));
  const Lanes whole = __builtin_convertvector(__builtin_convertvector(x, IntLanes), Lanes);
  return x - (whole > x ? whole - 1.F : whole);
#endif
}

/// x 2^floor(n), rounded once.
inline Lanes scale_by_power_of_two(Lanes x, Lanes n) {
#if defined(__AVX512F__)
  return reinterpret_cast<Lanes>(
      _mm512_maskz_scalef_ps(0xFFFF, reinterpret_cast<__m512>(x), reinterpret_cast<__m512>(n)));
#else
  // In two steps of which only the last rounds; beyond 250 nothing is left of a float.
  const Lanes limited = at_most(Lanes{} + 250.F, at_least(Lanes{} - 250.F, n));
  IntLanes power = __builtin_convertvector(limited, IntLanes);
  power += __builtin_convertvector(power, Lanes) > limited;
  const IntLanes half = power >> 1;
  return x * reinterpret_cast<Lanes>((half + 127) << 23) *
         reinterpret_cast<Lanes>((power - half + 127) << 23);
#endif
}

/// The sum of all lanes, in a fixed order.
inline float sum(Lanes x) {
  x += __builtin_shufflevector(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
  x += __builtin_shufflevector(x, x, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11);
  x += __builtin_shufflevector(x, x, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
  x += __builtin_shufflevector(x, x, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
  return x[0];
}

/// exp(x) = 2^power (1 + expm1), power a whole number and expm1 about between -0.3 and 0.42.
struct SplitExp {
  Lanes power, expm1;
};

/// For |x| up to 150.
inline SplitExp split_exp(Lanes x) {
  // Added to a float below 2^22, it leaves no digits after the point.
  constexpr float kRounding = 0x1.8p23F;
  constexpr float kLog2E = 1.44269504F;
  // log(2) in two parts, the first of few digits, so that its product with a power is exact.
  constexpr float kLog2High = 0.693359375F, kLog2Low = -2.12194440e-4F;
  const Lanes power = (x * kLog2E + kRounding) - kRounding;
  const Lanes r = (x - power * kLog2High) - power * kLog2Low;
  Lanes q = r * 0.00138825190F + 0.00836652704F;
  q = q * r + 0.0416672006F;
  q = q * r + 0.166665435F;
  q = q * r + 0.499999970F;
  return {power, q * (r * r) + r};
}

/// Within 2 units in the last place (ulp); 0 below -104, infinity above 88.73.
inline Lanes exp(Lanes x) {
  const SplitExp split = split_exp(at_most(Lanes{} + 89.F, at_least(Lanes{} - 104.F, x)));
  return scale_by_power_of_two(split.expm1 + 1.F, split.power);
}

/// The natural logarithm, within 2 ulp. -infinity for 0 and for denormals, NaN below 0.
inline Lanes log(Lanes x) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  constexpr std::int32_t kRootOfHalf = 0x3F3504F3;
  // x = 2^power (1 + f)
  const IntLanes power = (reinterpret_cast<IntLanes>(x) - kRootOfHalf) >> 23;
  const Lanes f = reinterpret_cast<Lanes>(reinterpret_cast<IntLanes>(x) - (power << 23)) - 1.F;
  Lanes q = f * -0.0762291327F + 0.129063085F;
  q = q * f - 0.132434726F;
  q = q * f + 0.141815826F;
  q = q * f - 0.166089997F;
  q = q * f + 0.200019836F;
  q = q * f - 0.250015855F;
  q = q * f + 0.333333254F;
  q = q * f - 0.499999881F;
  const Lanes powers = __builtin_convertvector(power, Lanes);
  Lanes result = powers * 0.693359375F + ((q * (f * f) + powers * -2.12194440e-4F) + f);
  result = x < std::numeric_limits<float>::min() ? Lanes{} - kInfinity : result;
  result = x < 0.F ? Lanes{} + std::numeric_limits<float>::quiet_NaN() : result;
  return x <= std::numeric_limits<float>::max() ? result : x;
}

/// 1 / (1 + exp(-x)), within 4 ulp.
inline Lanes sigmoid(Lanes x) {
  const Lanes decay = exp(-absolute(x));
  const Lanes larger = 1.F / (1.F + decay);
  return x < 0.F ? decay * larger : larger;
}

/// Within 4 ulp.
inline Lanes tanh(Lanes x) {
  const SplitExp split = split_exp(-2.F * at_most(Lanes{} + 20.F, absolute(x)));
  const Lanes scale = scale_by_power_of_two(Lanes{} + 1.F, split.power);
  const Lanes expm1 = scale * split.expm1 + (scale - 1.F);  // of -2 |x|
  return copy_sign(expm1 / (expm1 + 2.F), x);
}

}  // namespace nn
