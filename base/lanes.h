#pragma once

#include <cstdint>

#if defined(__AVX512F__)
#include <immintrin.h>
#endif

namespace base {

// Operations on vectors of 512 bits that compilers do not find in & | ^ ~ and shifts: one
// instruction each where AVX-512 has it, plain operators elsewhere, the same bits everywhere.

/// Eight words of 64 bits side by side.
using Lanes [[gnu::vector_size(64)]] = std::uint64_t;

/// Any function of two bits by its truth table: bit 2 b + c of kTable.
template <unsigned kTable, class Bits>
constexpr Bits binary(Bits b, Bits c) {
  Bits result = Bits{};
  if constexpr ((kTable & 1) != 0) result |= ~b & ~c;
  if constexpr ((kTable & 2) != 0) result |= ~b & c;
  if constexpr ((kTable & 4) != 0) result |= b & ~c;
  if constexpr ((kTable & 8) != 0) result |= b & c;
  return result;
}

/// Any function of three bits by its truth table: bit 4 a + 2 b + c of kTable.
template <unsigned kTable, class Bits>
constexpr Bits ternary(Bits a, Bits b, Bits c) {
#if defined(__AVX512F__)
  if constexpr (sizeof(Bits) == 64) {
    return reinterpret_cast<Bits>(_mm512_ternarylogic_epi64(reinterpret_cast<__m512i>(a),
                                                            reinterpret_cast<__m512i>(b),
                                                            reinterpret_cast<__m512i>(c), kTable));
  }
#endif
  if constexpr (kTable == 0x96) return a ^ b ^ c;
  if constexpr (kTable == 0xE8) return (a & b) | (c & (a | b));
  return (~a & binary<(kTable & 15)>(b, c)) | (a & binary<(kTable >> 4)>(b, c));
}

}  // namespace base
