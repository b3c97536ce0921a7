#pragma once

#include <array>
#include <cassert>

#include "life/lanes.h"
#include "life/rule.h"

namespace life {

// The rule as a circuit on any type with & | ^ ~, each bit of it a cell: full adders count the
// living cells of the 3x3 windows, and a rule turns cell and count into the next cell. The count
// includes the centre, so that the sum of a row serves the windows of three rows.

/// Cells of a row with their neighbours in it.
template <class Bits>
struct Row {
  Bits left, cells, right;
};

/// Living cells among three side by side, 0..3, as binary digits.
template <class Bits>
struct RowSum {
  Bits ones, twos;
};

// In all circuits operands that are not needed again come first: the instruction overwrites its
// first.
template <class Bits>
constexpr RowSum<Bits> full_adder(Bits a, Bits b, Bits c) {
  const Bits twos = ternary<0xE8>(a, b, c);
  return {ternary<0x96>(a, b, c), twos};
}

template <class Bits>
constexpr RowSum<Bits> sum(const Row<Bits>& row) {
  return full_adder(row.left, row.cells, row.right);
}

/// B3/S23 in six three-input operations, two more for the sum of each row, eight in all: the tail
/// of the ten-operation circuit that binary-banter/fast-game-of-life (2024) found by SAT search, on
/// row sums that three rows share (Rokicki, "Life Algorithms", 2018). Tables: bit 4 a + 2 b + c.
struct ConwayCircuit {
  template <class Bits>
  Bits operator()(const RowSum<Bits>& above, const Row<Bits>& row, const RowSum<Bits>&,
                  const RowSum<Bits>& below) const {
    // Living among the upper five neighbours but for twice above.twos: ones, and carry into twos.
    const RowSum<Bits> upper = full_adder(above.ones, row.left, row.right);
    const Bits a = ternary<0x3E>(upper.ones, below.ones, row.cells);
    const Bits b = ternary<0x3D>(upper.twos, a, row.cells);
    const Bits c = ternary<0x83>(above.twos, below.twos, b);
    return ternary<0x58>(c, a, b);
  }
};

/// Living cells of a window, its centre included, 0..9.
template <class Bits>
struct WindowSum {
  Bits ones, twos, fours, eights;
};

template <class Bits>
constexpr WindowSum<Bits> add_rows(const RowSum<Bits>& above, const RowSum<Bits>& middle,
                                   const RowSum<Bits>& below) {
  const auto [ones, carry] = full_adder(above.ones, middle.ones, below.ones);
  const auto [twos, fours] = full_adder(above.twos, middle.twos, below.twos);
  const Bits second_carry = twos & carry;
  return {ones, twos ^ carry, fours ^ second_carry, fours & second_carry};
}

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
      if_living_[at] = living ? ~Bits{} : Bits{};
    }
  }

  Bits operator()(const RowSum<Bits>& above, const Row<Bits>& row, const RowSum<Bits>& middle,
                  const RowSum<Bits>& below) const {
    const WindowSum<Bits> sum = add_rows(above, middle, below);
    const auto of = [&](std::size_t count) {
      return choose(row.cells, if_dead_[count], if_living_[count]);
    };
    const auto of_2 = [&](std::size_t count) { return choose(sum.ones, of(count), of(count + 1)); };
    const auto of_4 = [&](std::size_t count) {
      return choose(sum.twos, of_2(count), of_2(count + 2));
    };
    return choose(sum.eights, choose(sum.fours, of_4(0), of_4(4)), of_2(8));
  }

 private:
  static Bits choose(Bits which, Bits zero, Bits one) { return ternary<0xCA>(which, one, zero); }

  std::array<Bits, 10> if_dead_;
  std::array<Bits, 10> if_living_;
};

/// Calls `body` with the rule's circuit.
template <class Bits, class Body>
void with_circuit(const Rule& rule, const Body& body) {
  if (rule == Rule::conway()) {
    body(ConwayCircuit());
  } else {
    body(AnyCircuit<Bits>(rule));
  }
}

/// Advances rows first .. last - 1, one at least, of a column of cells by a generation, downwards
/// and in place: row sums and old cells stay in registers. `row_at(y)` gives row y as it was, asked
/// once for each y in order, each before `put(y - 1, next)` stores the row above it; `above` and
/// `below` are the old rows first - 1 and last.
template <class Bits, class Circuit, class RowAt, class Put>
void advance_column(const Circuit& circuit, int first, int last, const Row<Bits>& above,
                    const Row<Bits>& below, RowAt row_at, Put put) {
  assert(first < last);
  struct Line {
    Row<Bits> row;
    RowSum<Bits> sum;
  };
  const auto line_of = [](const Row<Bits>& row) { return Line{row, sum(row)}; };
  const auto write_row = [&](int y, Line upper, Line middle, Line lower) {
    put(y, circuit(upper.sum, middle.row, middle.sum, lower.sum));
  };
  Line a = line_of(above), b = line_of(row_at(first)), c;
  int y = first;
  // Three rows a round, so that lines change their roles and not their registers.
  for (; y + 3 < last; y += 3) {
    c = line_of(row_at(y + 1));
    write_row(y, a, b, c);
    a = line_of(row_at(y + 2));
    write_row(y + 1, b, c, a);
    b = line_of(row_at(y + 3));
    write_row(y + 2, c, a, b);
  }
  if (y + 1 == last) return write_row(y, a, b, line_of(below));
  c = line_of(row_at(y + 1));
  write_row(y, a, b, c);
  if (y + 2 == last) return write_row(y + 1, b, c, line_of(below));
  a = line_of(row_at(y + 2));
  write_row(y + 1, b, c, a);
  write_row(y + 2, c, a, line_of(below));
}

}  // namespace life
