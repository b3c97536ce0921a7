#pragma once

#include <cstdint>

#include "base/lanes.h"

#if defined(__AVX512F__)
#include <immintrin.h>
#endif

namespace life {

// Cells in words and vectors, and the operations on them that base/lanes.h lacks.

/// 64 cells of a row, the leftmost in the lowest bit.
using Word = std::uint64_t;

/// Eight words side by side, lane 0 the leftmost.
using base::Lanes;
/// Sixteen half words, and eight.
using Lanes32 [[gnu::vector_size(64)]] = std::uint32_t;
using HalfLanes32 [[gnu::vector_size(32)]] = std::uint32_t;
/// Lanes at the address of any word.
using UnalignedLanes [[gnu::vector_size(64), gnu::aligned(8), gnu::may_alias]] = Word;

using base::ternary;

/// `cells` moved one cell to the right along the row; the last cell of `before`, the word on its
/// left, comes in.
inline Lanes shift_in_left(Lanes cells, Lanes before) {
#if defined(__AVX512VBMI2__)
  return reinterpret_cast<Lanes>(
      _mm512_shldi_epi64(reinterpret_cast<__m512i>(cells), reinterpret_cast<__m512i>(before), 1));
#else
  return cells << 1 | before >> 63;
#endif
}

/// `cells` moved one cell to the left along the row; the first cell of `after`, the word on its
/// right, comes in.
inline Lanes shift_in_right(Lanes cells, Lanes after) {
#if defined(__AVX512VBMI2__)
  return reinterpret_cast<Lanes>(
      _mm512_shrdi_epi64(reinterpret_cast<__m512i>(cells), reinterpret_cast<__m512i>(after), 1));
#else
  return cells >> 1 | after << 63;
#endif
}

/// Words kFirst .. kFirst + 7 of the sixteen in `low` and `high`.
template <int kFirst>
Lanes eight_words(Lanes low, Lanes high) {
#if defined(__AVX512F__)
  // With a mask of all lanes: the form without one makes g++ 12 warn of an uninitialized value.
  return reinterpret_cast<Lanes>(_mm512_maskz_alignr_epi64(0xff, reinterpret_cast<__m512i>(high),
                                                           reinterpret_cast<__m512i>(low), kFirst));
#else
  return __builtin_shufflevector(low, high, kFirst, kFirst + 1, kFirst + 2, kFirst + 3, kFirst + 4,
                                 kFirst + 5, kFirst + 6, kFirst + 7);
#endif
}

/// The words one place to the left of each word of `cells`; `before` is the one left of the first.
inline Lanes words_before(Lanes cells, Word before) {
  return eight_words<7>(Lanes{} + before, cells);
}

/// The words one place to the right; `after` is the one right of the last.
inline Lanes words_after(Lanes cells, Word after) { return eight_words<1>(cells, Lanes{} + after); }

/// The eight words from `words` on, at any address of a word.
inline Lanes load(const Word* words) { return *reinterpret_cast<const UnalignedLanes*>(words); }
inline void store(Word* words, Lanes cells) { *reinterpret_cast<UnalignedLanes*>(words) = cells; }

}  // namespace life
