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
  /// Takes blocks 16 * index .. 16 * index + 15 of `stream`.
  LaneGenerator(const Stream& stream, std::uint64_t index)
      : state_(stream.sixteen_blocks(16 * index)) {}

  /// The next 512 bits.
  void next(Lanes& bits) {
    auto& [a, b, c, d] = state_;
    const Lanes sum = a + d, shifted = b << 17, mixed = b ^ d;
    bits = (sum << 23 | sum >> 41) + a;
    state_ = {ternary<kXor>(a, b, d), ternary<kXor>(a, b, c), ternary<kXor>(a, c, shifted),
              mixed << 45 | mixed >> 19};
  }

 private:
  static constexpr unsigned kXor = 0x96;

  std::array<Lanes, 4> state_;
};

}  // namespace base
