#pragma once

#include <array>

#include "life/rule.h"

namespace life {

// The rule as a circuit on any type with & | ^ ~, each bit of it a cell: full adders count the
// living cells of the 3x3 windows, and a rule turns cell and count into the next cell. The count
// includes the centre, so that the sum of a row serves the windows of three rows.

/// Living cells among three side by side, 0..3, as binary digits.
template <class Bits>
struct RowSum {
  Bits ones, twos;
};

/// Living cells of a window, its centre included, 0..9.
template <class Bits>
struct WindowSum {
  Bits ones, twos, fours, eights;
};

template <class Bits>
constexpr RowSum<Bits> full_adder(Bits a, Bits b, Bits c) {
  const Bits parity = a ^ b;
  return {parity ^ c, (a & b) | (c & parity)};
}

template <class Bits>
constexpr WindowSum<Bits> add_rows(RowSum<Bits> above, RowSum<Bits> middle, RowSum<Bits> below) {
  const auto [ones, carry] = full_adder(above.ones, middle.ones, below.ones);
  const auto [twos, fours] = full_adder(above.twos, middle.twos, below.twos);
  const Bits second_carry = twos & carry;
  return {ones, twos ^ carry, fours ^ second_carry, fours & second_carry};
}

/// B3/S23: three in the window live, four if the centre is one of them. Counts of 8 and 9 have
/// neither twos nor fours and need no look at the eights.
struct ConwayCircuit {
  template <class Bits>
  Bits operator()(Bits cell, const WindowSum<Bits>& sum) const {
    const Bits three = sum.ones & sum.twos & ~sum.fours;
    const Bits four = sum.fours & ~(sum.ones | sum.twos);
    return three | (four & cell);
  }
};

/// Any rule: a tree of selections by the digits of the count, over what each count leads to.
template <class Bits>
class AnyCircuit {
 public:
  explicit AnyCircuit(const Rule& rule) {
    for (int count = 0; count <= 9; ++count) {
      // A dead centre has at most 8 neighbours, a living one counts itself.
      const bool dead = count < 9 && rule.alive_next(false, count);
      const bool living = count > 0 && rule.alive_next(true, count - 1);
      const auto at = static_cast<std::size_t>(count);
      if_dead_[at] = dead ? ~Bits{} : Bits{};
      differs_[at] = dead != living ? ~Bits{} : Bits{};
    }
  }

  Bits operator()(Bits cell, const WindowSum<Bits>& sum) const {
    const auto choose = [](Bits which, Bits zero, Bits one) {
      return zero ^ (which & (zero ^ one));
    };
    const auto of = [&](std::size_t count) { return if_dead_[count] ^ (cell & differs_[count]); };
    const auto of_2 = [&](std::size_t count) { return choose(sum.ones, of(count), of(count + 1)); };
    const auto of_4 = [&](std::size_t count) {
      return choose(sum.twos, of_2(count), of_2(count + 2));
    };
    return choose(sum.eights, choose(sum.fours, of_4(0), of_4(4)), of_2(8));
  }

 private:
  std::array<Bits, 10> if_dead_;
  std::array<Bits, 10> differs_;
};

}  // namespace life
