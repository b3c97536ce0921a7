#include "studies/figures/failure_counts.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>

#include "base/check.h"

namespace figures {
namespace {

constexpr std::string_view kUnconfirmed = "unconfirmed";
constexpr std::string_view kSolved = "solved";

template <std::size_t n>
std::optional<std::size_t> position(const std::array<std::string_view, n>& names,
                                    std::string_view name) {
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? std::nullopt
                              : std::optional(static_cast<std::size_t>(found - names.begin()));
}

std::size_t ending_of(const RowRef& row, bool solved, const std::string& cause) {
  const std::string_view name = solved ? kSolved : cause.empty() ? kUnconfirmed : cause;
  const auto ending = position(kEndings, name);
  base::require(ending && cause != kSolved && cause != kUnconfirmed && (!solved || cause.empty()),
                "{}: cause '{}' of a trial {}: needs filters, bottleneck, all-dead or cases if it "
                "failed, else none",
                row.place(), cause, solved ? "solved" : "not solved");
  return *ending;
}

void count_cases(const RowRef& row, const std::string& text, FailureCounts& counts) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const auto found = position(kCases, std::string_view(text).substr(begin, end - begin));
    base::require(found.has_value(), "{}: wrong_cases '{}': needs cases such as B3 S2", row.place(),
                  text);
    ++counts.cases[*found];
    begin = end + 1;
  }
}

}  // namespace

FailureCounts& FailureCounts::operator+=(const FailureCounts& other) {
  const auto add = [](auto& to, const auto& more) {
    std::ranges::transform(to, more, to.begin(), std::plus<>());
  };
  trials += other.trials;
  add(endings, other.endings);
  add(units, other.units);
  add(cases, other.cases);
  return *this;
}

FailureCounts failure_counts(const ResultRows& rows, const SuccessRate& cell) {
  const std::size_t solved = rows.column("solved"), cause = rows.column("cause");
  const std::size_t wrong_cases = rows.column("wrong_cases");
  FailureCounts counts;
  for (const RowRef& row : cell.rows) {
    const bool is_solved = row.text(solved) == "1";
    const std::size_t ending = ending_of(row, is_solved, row.text(cause));
    ++counts.trials;
    ++counts.endings[ending];
    if (kEndings[ending] == "cases") count_cases(row, row.text(wrong_cases), counts);
    for (std::size_t unit = 0; unit < kUnits.size(); ++unit) {
      counts.units[unit] += row.real(rows.column(kUnits[unit])) > 0 && !is_solved;
    }
  }
  return counts;
}

}  // namespace figures
