#include <Random123/philox.h>

#include "base/random.h"

namespace base {

#if defined(__AVX512F__)

namespace {

using RoundKeys = std::array<std::array<std::uint64_t, 2>, 10>;

/// The products, of 64 bits, of the lower halves of lanes and `factor`.
Lanes multiply_low_halves(Lanes lanes, std::uint64_t factor) {
  // Without a mask g++ 12 warns of a variable in its own header.
  return reinterpret_cast<Lanes>(_mm512_maskz_mul_epu32(
      0xff, reinterpret_cast<__m512i>(lanes), reinterpret_cast<__m512i>(Lanes{} + factor)));
}

/// Philox of eight counters: blocks of lanes 0, 2, 4 and 6, then those of lanes 1, 3, 5 and 7.
std::array<Lanes, 2> eight_blocks(Lanes index, std::uint64_t name, const RoundKeys& keys) {
  // Words are the lower halves of lanes; what lies above them is never used. Words 1 and 3 are
  // lower halves of products as they stand.
  constexpr unsigned kXor = 0x96;
  Lanes word0 = index, word1 = index >> 32, word2 = Lanes{} + name, word3 = word2 >> 32;
  for (const auto& [key0, key1] : keys) {
    const Lanes product0 = multiply_low_halves(word0, PHILOX_M4x32_0);
    const Lanes product1 = multiply_low_halves(word2, PHILOX_M4x32_1);
    word0 = ternary<kXor>(product1 >> 32, word1, Lanes{} + key0);
    word2 = ternary<kXor>(product0 >> 32, word3, Lanes{} + key1);
    word1 = product1;
    word3 = product0;
  }
  const auto join = [](Lanes low, Lanes high) { return (low & 0xffffffff) | high << 32; };
  const Lanes first = join(word0, word1), second = join(word2, word3);
  return {__builtin_shufflevector(first, second, 0, 8, 2, 10, 4, 12, 6, 14),
          __builtin_shufflevector(first, second, 1, 9, 3, 11, 5, 13, 7, 15)};
}

}  // namespace

std::array<Lanes, 4> Stream::sixteen_blocks(std::uint64_t index) const {
  // In this order the pairs of lanes that unpacking joins are blocks of one vector.
  constexpr Lanes kOrder = {0, 4, 1, 5, 2, 6, 3, 7};
  const auto [a, b] = eight_blocks(index + kOrder, name_, round_keys_);
  const auto [c, d] = eight_blocks(index + 8 + kOrder, name_, round_keys_);
  return {a, b, c, d};
}

#else

// Compilers make less of products of lanes than Random123 does of words.
std::array<Lanes, 4> Stream::sixteen_blocks(std::uint64_t index) const {
  std::array<Lanes, 4> lanes;
  for (unsigned lane = 0; lane < 32; lane += 2) {
    const auto words = block(index + lane / 2);
    lanes[lane / 8][lane % 8] = words[0] | std::uint64_t{words[1]} << 32;
    lanes[lane / 8][lane % 8 + 1] = words[2] | std::uint64_t{words[3]} << 32;
  }
  return lanes;
}

#endif

}  // namespace base
