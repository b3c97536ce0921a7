#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

#include "base/lane_generator.h"
#include "life/lanes.h"

namespace life {

/// Independent random bits, 512 at a time, each 1 with probability p, a multiple of 2^-16: the
/// cells of soup `index` in the order in which soup() lays them down.
///
/// A bit compares 16 random digits with those of p, from the least significant on: where p has a 1
/// a random 1 settles for alive, where it has a 0 a random 0 for dead. That is the majority of the
/// bit so far, the random digit and p's: one three-input operation a digit, and a p of its own for
/// each board at no cost. While p's digits have been 0 nothing can be alive, so p's lowest 1 is
/// where to start.
/// Example: BernoulliBits source(0.375, stream, 7);  Lanes bits;  source.next(bits);
class BernoulliBits {
 public:
  /// p is the multiple of 2^-16 nearest to `density`, the upper one of two as near. Throws
  /// std::invalid_argument unless `density` is in [0, 1].
  BernoulliBits(double density, const base::Stream& stream, std::uint64_t index);

  void next(Lanes& bits) {
    BernoulliBits source = *this;  // registers, whatever `bits` may point to
    Lanes result = Lanes{} + source.at_first_;
    source.compare_digits(source.count_, result);
    generator_ = source.generator_;
    bits = result;
  }

  /// next() of both, faster than one after the other: the work of each fills the waits of the
  /// other.
  friend void next(BernoulliBits& a, BernoulliBits& b, Lanes& a_bits, Lanes& b_bits) {
    BernoulliBits x = a, y = b;
    Lanes x_bits = Lanes{} + x.at_first_, y_bits = Lanes{} + y.at_first_;
    const int together = std::min(x.count_, y.count_);
    x.compare_digits(x.count_ - together, x_bits);
    y.compare_digits(y.count_ - together, y_bits);
    for (int i = 0; i < together; ++i) {
      x.compare_digit(x_bits);
      y.compare_digit(y_bits);
    }
    a.generator_ = x.generator_;
    b.generator_ = y.generator_;
    a_bits = x_bits;
    b_bits = y_bits;
  }

 private:
  void compare_digits(int count, Lanes& bits) {
    for (int i = 0; i < count; ++i) compare_digit(bits);
  }

  void compare_digit(Lanes& bits) {
    static constexpr Word kEverywhere[2] = {0, ~Word{0}};
    Lanes random;
    generator_.next(random);
    bits = ternary<0xE8>(bits, random, Lanes{} + kEverywhere[digits_ & 1]);
    digits_ >>= 1;
  }

  // The digits of p from its lowest 1 on, the lowest first, and how many these are: none for p = 0
  // and p = 1, where all bits are what they are before the first digit.
  unsigned digits_;
  int count_;
  Word at_first_;
  base::LaneGenerator generator_;
};

}  // namespace life
