#pragma once

#include <optional>
#include <string>

#include "studies/figures/claims.h"
#include "studies/harness/csv.h"

namespace figures {

/// A measured value with its 95 % interval.
struct Estimate {
  double value;
  double low;
  double high;
};

/// a - b of independent estimates, by the square-and-add rule: with Wilson's intervals it is
/// Newcombe's method 10 (Statistics in Medicine 17, 1998, 873-890). Example: of 56/70 and 48/80,
/// each with wilson(), it is 0.2 (0.0524 to 0.3339).
Estimate difference(const Estimate& a, const Estimate& b);

enum class Verdict {
  agree,
  differ,
  undecided,  ///< too few trials to say on which side it is
  silent,     ///< nothing is known to compare with
  not_run,    ///< rows that it needs are not there
};

/// "agree", "differ", "not decided", "not comparable", "not run yet".
std::string to_string(Verdict verdict);

struct Finding {
  Verdict verdict;
  std::optional<Estimate> ours;  ///< nothing if no row is there
  std::string text;              ///< "14.1 % (12.1 to 16.3 %)"; empty likewise
};

/// Holds a claim against the figure's table; nullptr: there is none.
///
/// CountExpected: `agree` if the interval of the difference, ours less theirs, holds 0.
/// RangeExpected: `agree` if our interval and theirs meet. DirectionExpected: `agree` if our
/// interval is wholly on the claimed side, `differ` if wholly on the other, else `undecided`; of
/// two rows, that of their difference against 0. FirstExpected: our interval is from the first
/// value of the axis that may be beyond the threshold to the first that is with its whole interval,
/// values that were not run may be; `differ` if the claimed one is not in it, else `not_run` if one
/// that was not run is, `undecided` if some may be beyond but none is with its whole interval, or
/// `agree`. Where the table has a column `answer`, in which a search says what it found, its words
/// are the text.
///
/// A row without a value is as one that is not there; an end of an interval that is empty is
/// nowhere. Throws std::invalid_argument that names the claim's place when the table lacks a
/// column, a value is no number, or several rows are selected where one is needed.
Finding judge(const Claim& claim, const study::Table* table);

}  // namespace figures
