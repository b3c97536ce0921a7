#pragma once

#include <array>
#include <cstdint>

#include "base/random.h"

namespace base {

/// Bulk random bits: eight xoshiro256++ generators (Blackman & Vigna 2019) side by side, one a
/// 64-bit lane of a vector, seeded from sixteen blocks of a Philox stream. What it yields depends
/// on the stream's key and name and on `index` only, so work can be cut into pieces in any order.
class LaneGenerator {
 public:
  using Lanes [[gnu::vector_size(64)]] = std::uint64_t;

  /// Takes blocks 16 * index .. 16 * index + 15 of `stream`.
  LaneGenerator(const Stream& stream, std::uint64_t index);

  /// Moves to the next 512 bits and writes them to `bits`.
  void next(Lanes& bits) {
    auto& [a, b, c, d] = state_;
    const Lanes sum = a + d;
    bits = ((sum << 23) | (sum >> 41)) + a;
    const Lanes shifted = b << 17;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 45) | (d >> 19);
  }

 private:
  std::array<Lanes, 4> state_;
};

}  // namespace base
