#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace figures {

/// The rows of a table that have these values in these columns: {{"steps", "1"}, ...}.
using Selector = std::vector<std::pair<std::string, std::string>>;

/// "3 of 64": so many networks; "36..41 of 64": a number from 36 to 41, for "about 60 %".
struct CountExpected {
  std::int64_t least;
  std::int64_t most;
  std::int64_t trials;
};

/// "0.15..0.25": a value that is known no better.
struct RangeExpected {
  double low;
  double high;
};

/// "> 0.5", "<= 0.5"; or "> density=uniform": than the row that is the claim's own but for this.
struct DirectionExpected {
  bool above;
  std::variant<double, Selector> than;
};

/// "first overcompleteness in 1..24 > 0.5: 3": of these values of the axis, 3 is the smallest whose
/// value is above 0.5 (with "<": below). "4..6" stands for one of these, "none" is `to` + 1.
struct FirstExpected {
  std::string axis;
  std::int64_t from;
  std::int64_t to;
  bool above;
  double threshold;
  std::int64_t least;
  std::int64_t most;
};

/// monostate: nothing is known to compare with.
using Expected =
    std::variant<std::monostate, CountExpected, RangeExpected, DirectionExpected, FirstExpected>;

/// What a figure is said to show, and where in the figure's table it is to be looked for.
struct Claim {
  std::string figure;
  std::string text;    ///< a few words
  std::string paper;   ///< the value, for a reader
  std::string source;  ///< who says so
  Expected expected;
  Selector where;         ///< one row, or for FirstExpected one row for each value of its axis
  Selector cells;         ///< of the trials that this takes; as `where` if empty
  std::string value;      ///< the column that is compared
  std::string low, high;  ///< the columns of its 95 % interval
  std::string unit;       ///< "%": a share, shown in per cent
  std::string place;      ///< "claims.csv: line 2", for messages
};

/// Reads a CSV with the columns figure, claim, paper, source, expected, where, cells, value, low,
/// high and unit; `expected` is empty or as the types above have it, `where` as in
/// "steps=1;density=uniform". Throws as study::read_csv does, and std::invalid_argument
/// "<file>: line <n>: ..." for a text that is none of these.
std::vector<Claim> read_claims(const std::filesystem::path& path);

}  // namespace figures
