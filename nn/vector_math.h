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

/// |x|, by its bits.
inline Lanes absolute(Lanes x) {
  return reinterpret_cast<Lanes>(reinterpret_cast<IntLanes>(x) & 0x7FFFFFFF);
}

/// Size of `x` with the sign of `sign`.
inline Lanes copy_sign(Lanes x, Lanes sign) {
  return reinterpret_cast<Lanes>((reinterpret_cast<IntLanes>(x) & 0x7FFFFFFF) |
                                 (reinterpret_cast<IntLanes>(sign) & ~0x7FFFFFFF));
}

/// x 2^n, rounded once; n holds whole numbers from -250 to 250.
inline Lanes scale_by_power_of_two(Lanes x, Lanes n) {
#if defined(__AVX512F__)
  return reinterpret_cast<Lanes>(
      _mm512_maskz_scalef_ps(0xFFFF, reinterpret_cast<__m512>(x), reinterpret_cast<__m512>(n)));
#else
  const IntLanes power = __builtin_convertvector(n, IntLanes), half = power >> 1;
  return x * reinterpret_cast<Lanes>((half + 127) << 23) *
         reinterpret_cast<Lanes>((power - half + 127) << 23);
#endif
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
  constexpr float kLowest = -104, kHighest = 89;
  x = x < kLowest ? Lanes{} + kLowest : x;
  x = x > kHighest ? Lanes{} + kHighest : x;
  const SplitExp split = split_exp(x);
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
  constexpr float kHighest = 20;
  const Lanes size = absolute(x);
  const SplitExp split = split_exp(-2.F * (size > kHighest ? Lanes{} + kHighest : size));
  const Lanes scale = scale_by_power_of_two(Lanes{} + 1.F, split.power);
  const Lanes expm1 = scale * split.expm1 + (scale - 1.F);  // of -2 |x|
  return copy_sign(expm1 / (expm1 + 2.F), x);
}

}  // namespace nn
