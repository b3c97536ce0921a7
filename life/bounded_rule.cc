#include "life/bounded_rule.h"

#include <algorithm>

#include "base/check.h"
#include "base/parse.h"

namespace life {
namespace {

/// `30+5` or `30-5`; `-5` is no side at all.
bool has_shift(std::string_view side) {
  const std::size_t sign = side.find_first_of("+-");
  return sign != side.npos && sign > 0;
}

std::string_view unsupported_grid(char letter, std::string_view width, std::string_view height) {
  switch (letter) {
    case 'K':
      return "a Klein bottle";
    case 'C':
      return "a cross-surface";
    case 'S':
      return "a sphere";
  }
  if (letter == 'T' && (has_shift(width) || has_shift(height))) return "a shifted torus";
  if ((letter == 'T' || letter == 'P') && (width == "0" || height == "0")) {
    return "a side without bound (0)";
  }
  return {};
}

/// `suffix` without the colon.
BoundedGrid parse_grid(std::string_view suffix) {
  const char letter = suffix.empty() ? ' ' : static_cast<char>(suffix.front() & ~0x20);
  const std::string_view sides = suffix.substr(std::min<std::size_t>(suffix.size(), 1));
  const std::size_t comma = sides.find(',');
  const std::string_view width = sides.substr(0, comma);
  const std::string_view height = comma == sides.npos ? width : sides.substr(comma + 1);
  const std::optional<Size> size = board_size(height, width);
  if (size && letter == 'T') return {Topology::torus, *size};
  if (size && letter == 'P') return {Topology::dead_edge, *size};

  const std::string_view kind = unsupported_grid(letter, width, height);
  throw std::invalid_argument(fmt::format(
      "bounded grid :{}: {}needs :T30,20 (a torus 30 wide, 20 high) or :P30,20 (a plane, dead "
      "beyond its edges), each side from 1 to {}, at most {} cells",
      base::shown(suffix), kind.empty() ? "" : fmt::format("{} is not supported; ", kind), kMaxSide,
      kMaxCells));
}

}  // namespace

Position BoundedGrid::default_position(Size pattern) const {
  const bool fits = pattern.height >= 1 && pattern.height <= size.height && pattern.width >= 1 &&
                    pattern.width <= size.width;
  return fits ? Position{-(pattern.height / 2), -(pattern.width / 2)} : corner();
}

std::string BoundedGrid::to_string() const {
  return fmt::format(":{}{},{}", topology == Topology::torus ? 'T' : 'P', size.width, size.height);
}

BoundedRule BoundedRule::parse(std::string_view text) {
  const std::size_t colon = text.find(':');
  const Rule rule = Rule::parse(text.substr(0, colon));
  if (colon == text.npos) return {rule, std::nullopt};
  return {rule, parse_grid(text.substr(colon + 1))};
}

}  // namespace life
