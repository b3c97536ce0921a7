#include "studies/figures/judgement.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>
#include <vector>

#include "base/check.h"
#include "base/parse.h"
#include "studies/figures/selected_rows.h"
#include "studies/harness/stats.h"

namespace figures {
namespace {

bool meet(const Estimate& a, double low, double high) { return a.low <= high && low <= a.high; }

Verdict verdict_if(bool agrees) { return agrees ? Verdict::agree : Verdict::differ; }

/// Where `estimate` stands to `threshold`.
Verdict direction(const Estimate& estimate, double threshold, bool above) {
  if (estimate.low > threshold) return verdict_if(above);
  if (estimate.high <= threshold) return verdict_if(!above);
  return Verdict::undecided;
}

/// "14.1" of 0.141 in per cent; "1.41e+10" otherwise.
std::string number(double value, const std::string& unit) {
  if (std::isinf(value)) return "no limit";
  return unit == "%" ? fmt::format("{:.1f}", 100 * value) : fmt::format("{:.4g}", value);
}

std::string text_of(const Estimate& e, const std::string& unit) {
  const std::string ending = unit.empty() ? "" : ' ' + unit;
  return fmt::format("{}{} ({} to {}{})", number(e.value, unit), ending, number(e.low, unit),
                     number(e.high, unit), ending);
}

class Judge {
 public:
  Judge(const Claim& claim, const study::Table& table) : claim_(claim), table_(table) {}

  Finding operator()(const std::monostate&) const {
    return one_row([](const Estimate&) { return Verdict::silent; });
  }

  Finding operator()(const CountExpected& expected) const {
    return one_row([&](const Estimate& ours) {
      for (std::int64_t count = expected.least; count <= expected.most; ++count) {
        const study::Interval wilson = study::wilson(count, expected.trials);
        const double rate = static_cast<double>(count) / static_cast<double>(expected.trials);
        if (meet(difference(ours, {rate, wilson.low, wilson.high}), 0, 0)) return Verdict::agree;
      }
      return Verdict::differ;
    });
  }

  Finding operator()(const RangeExpected& expected) const {
    return one_row(
        [&](const Estimate& ours) { return verdict_if(meet(ours, expected.low, expected.high)); });
  }

  Finding operator()(const DirectionExpected& expected) const {
    if (const auto* threshold = std::get_if<double>(&expected.than)) {
      return one_row(
          [&](const Estimate& ours) { return direction(ours, *threshold, expected.above); });
    }
    const auto ours = only_row(claim_.where);
    const auto other = only_row(replaced(claim_.where, std::get<Selector>(expected.than)));
    if (!ours || !other) return {Verdict::not_run, std::nullopt, ""};
    const Estimate more = difference(*ours, *other);
    return {direction(more, 0, expected.above), more,
            fmt::format("{} against {}: a difference of {}", text_of(*ours, claim_.unit),
                        text_of(*other, claim_.unit), text_of(more, claim_.unit))};
  }

  Finding operator()(const FirstExpected& expected) const {
    std::map<std::int64_t, Estimate> by_value;
    const std::size_t axis = table_.column(expected.axis);
    for (const std::size_t row : selected_rows(table_, claim_.where)) {
      const auto value = base::to_integer(table_.text(row, axis));
      base::require(value.has_value(), "{} '{}': needs a whole number", expected.axis,
                    table_.text(row, axis));
      const auto found = estimate(row);
      if (!found || *value < expected.from || *value > expected.to) continue;
      base::require(by_value.emplace(*value, *found).second,
                    "{} {}: selects several rows, needs one", expected.axis, *value);
    }
    if (by_value.empty()) return {Verdict::not_run, std::nullopt, ""};
    Finding found = first_beyond(expected, by_value);
    const std::string answer = answer_of_search();
    if (!answer.empty()) found.text = answer;
    return found;
  }

 private:
  /// Nothing without a value; an end of the interval that is empty is nowhere.
  std::optional<Estimate> estimate(std::size_t row) const {
    constexpr double kNowhere = std::numeric_limits<double>::infinity();
    const auto real = [&](const std::string& name, double if_empty) {
      const std::size_t column = table_.column(name);
      return table_.text(row, column).empty() ? if_empty : table_.real(row, column);
    };
    const Estimate found{real(claim_.value, kNowhere), real(claim_.low, -kNowhere),
                         real(claim_.high, kNowhere)};
    return found.value == kNowhere ? std::nullopt : std::optional(found);
  }

  /// What the search whose rows the claim selects says of itself, in each of them; empty in tables
  /// of no search.
  std::string answer_of_search() const {
    const auto& columns = table_.columns();
    const auto column = std::ranges::find(columns, "answer");
    if (column == columns.end()) return "";
    return table_.text(selected_rows(table_, claim_.where).front(),
                       static_cast<std::size_t>(column - columns.begin()));
  }

  std::optional<Estimate> only_row(const Selector& selector) const {
    const auto rows = selected_rows(table_, selector);
    base::require(rows.size() <= 1, "selects {} rows of {}, needs one", rows.size(), table_.name());
    return rows.empty() ? std::nullopt : estimate(rows[0]);
  }

  template <class VerdictOf>
  Finding one_row(const VerdictOf& verdict_of) const {
    const auto ours = only_row(claim_.where);
    if (!ours) return {Verdict::not_run, std::nullopt, ""};
    return {verdict_of(*ours), ours, text_of(*ours, claim_.unit)};
  }

  static Finding first_beyond(const FirstExpected& expected,
                              const std::map<std::int64_t, Estimate>& by_value) {
    const double none = static_cast<double>(expected.to + 1);
    Estimate first{none, none, none};
    bool lacks_some = false;
    for (std::int64_t value = expected.to; value >= expected.from; --value) {
      const double x = static_cast<double>(value);
      const auto found = by_value.find(value);
      if (found == by_value.end()) {
        first.low = x;
        continue;
      }
      Estimate beyond = found->second;
      if (!expected.above) beyond = {-beyond.value, -beyond.high, -beyond.low};
      const double threshold = expected.above ? expected.threshold : -expected.threshold;
      if (beyond.high > threshold) first.low = x;
      if (beyond.value > threshold) first.value = x;
      if (beyond.low > threshold) first.high = x;
    }
    for (std::int64_t value = expected.from; value <= expected.to; ++value) {
      const double x = static_cast<double>(value);
      lacks_some |= x >= first.low && x < first.high && !by_value.contains(value);
    }
    const bool agrees =
        meet(first, static_cast<double>(expected.least), static_cast<double>(expected.most));
    const auto word = [&](double x) { return x == none ? "none" : fmt::format("{}", x); };
    std::string text =
        fmt::format("{} ({} to {})", word(first.value), word(first.low), word(first.high));
    if (lacks_some) {
      text += fmt::format("; {} of {}..{} run", by_value.size(), expected.from, expected.to);
    }
    Verdict verdict = verdict_if(agrees);
    if (agrees && first.high == none && first.low != none) verdict = Verdict::undecided;
    if (agrees && lacks_some) verdict = Verdict::not_run;
    return {verdict, first, text};
  }

  const Claim& claim_;
  const study::Table& table_;
};

}  // namespace

Estimate difference(const Estimate& a, const Estimate& b) {
  const double value = a.value - b.value;
  return {value, value - std::hypot(a.value - a.low, b.high - b.value),
          value + std::hypot(a.high - a.value, b.value - b.low)};
}

std::string to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::agree:
      return "agree";
    case Verdict::differ:
      return "differ";
    case Verdict::undecided:
      return "not decided";
    case Verdict::silent:
      return "not comparable";
    case Verdict::not_run:
      return "not run yet";
  }
  throw std::logic_error("no such verdict");
}

Finding judge(const Claim& claim, const study::Table* table) try {
  if (table == nullptr) return {Verdict::not_run, std::nullopt, ""};
  return std::visit(Judge(claim, *table), claim.expected);
} catch (const std::invalid_argument& error) {
  throw std::invalid_argument(fmt::format("{}: {}", claim.place, error.what()));
}

}  // namespace figures
