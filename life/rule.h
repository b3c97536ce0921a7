#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace life {

/// An outer-totalistic rule: whether a cell lives next depends on whether it lives now and on how
/// many of its eight neighbours do.
/// Example: Rule::parse("B36/S23").alive_next(false, 6) is true.
class Rule {
 public:
  /// Takes `B3/S23`, `B3S23` and `S23/B3` in either case, the older `23/3` (survival/birth), and
  /// the names of life/rule_names.h. Throws std::invalid_argument that names the text, what kind of
  /// rule it is if it is a known one of others (Hensel's, MAP, Generations, ...), and what is
  /// allowed.
  static Rule parse(std::string_view text);

  static constexpr Rule conway() { return Rule(1 << 3, 1 << 2 | 1 << 3); }

  /// Bit k of `birth` (`survival`): a dead (living) cell with k living neighbours lives next.
  /// Bits above 8 are ignored.
  constexpr Rule(unsigned birth, unsigned survival)
      : birth_(static_cast<std::uint16_t>(birth & kMask)),
        survival_(static_cast<std::uint16_t>(survival & kMask)) {}

  /// `neighbours` in 0..8.
  constexpr bool alive_next(bool alive, int neighbours) const {
    return ((alive ? survival_ : birth_) >> neighbours & 1) != 0;
  }

  /// The canonical form, `B3/S23`.
  std::string to_string() const;

  /// The older form, `23/3`: survival/birth.
  std::string to_survival_birth() const;

  constexpr bool operator==(const Rule&) const = default;

 private:
  static constexpr unsigned kMask = (1 << 9) - 1;

  std::uint16_t birth_;
  std::uint16_t survival_;
};

}  // namespace life
