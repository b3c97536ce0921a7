#include "studies/harness/search.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "studies/harness/confidence_sequence.h"
#include "studies/harness/stats.h"

namespace study {
namespace {

/// An open value with as many trials no longer keeps the next from being tested.
constexpr std::int64_t kPatience = 256;

/// The values that get trials in the next round.
std::vector<std::size_t> next_round(std::span<const Tested> values) {
  std::vector<std::size_t> round;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Tested& value = values[i];
    if (value.verdict == Verdict::above) break;
    if (value.verdict != Verdict::open) continue;
    round.push_back(i);
    if (value.trials < kPatience) break;
  }
  return round;
}

}  // namespace

const char* to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::open:
      return "open";
    case Verdict::below:
      return "below";
    case Verdict::near:
      return "near";
    case Verdict::undecided:
      return "undecided";
    case Verdict::above:
      return "above";
  }
  return "";
}

double above_error(const SearchRule& rule, std::size_t values) {
  return (1 - rule.confidence) / (2 * static_cast<double>(values));
}

double below_error(const SearchRule& rule) { return (1 - rule.confidence) / 2; }

std::int64_t next_search_look(std::int64_t trials, std::int64_t most_trials) {
  const std::int64_t more = std::max<std::int64_t>(8, trials / 4 / 8 * 8);
  return std::min(trials + more, most_trials);
}

Verdict verdict_at(const SearchRule& rule, std::size_t values, std::int64_t successes,
                   std::int64_t look, std::int64_t most_trials) {
  if (log_evidence_above(successes, look, rule.rate) >= -std::log(above_error(rule, values))) {
    return Verdict::above;
  }
  if (log_evidence_above(look - successes, look, 1 - rule.rate) >= -std::log(below_error(rule))) {
    return Verdict::below;
  }
  const Interval interval = wilson(successes, look);
  const bool near = interval.low >= rule.rate - rule.indifference &&
                    interval.high <= rule.rate + rule.indifference;
  if (near) return Verdict::near;
  return look == most_trials ? Verdict::undecided : Verdict::open;
}

std::vector<Tested> search(
    const SearchRule& rule, std::span<const std::int64_t> most_trials,
    const std::function<std::optional<bool>(std::size_t value, std::int64_t trial)>& outcome) {
  std::vector<Tested> values(most_trials.size());
  // False when a trial up to the next look is not known.
  const auto look_at = [&](std::size_t i) {
    Tested& value = values[i];
    value.wanted = next_search_look(value.trials, most_trials[i]);
    std::int64_t successes = value.successes;
    for (std::int64_t trial = value.trials; trial < value.wanted; ++trial) {
      const std::optional<bool> success = outcome(i, trial);
      if (!success) return false;
      successes += *success;
    }
    value.trials = value.wanted;
    value.successes = successes;
    value.verdict = verdict_at(rule, values.size(), successes, value.trials, most_trials[i]);
    return true;
  };
  bool known = true;
  while (known) {
    const std::vector<std::size_t> round = next_round(values);
    if (round.empty()) break;
    for (const std::size_t i : round) known = look_at(i) && known;
  }
  return values;
}

Answer answer(std::span<const Tested> values) {
  const auto index = [&](auto found) -> std::optional<std::size_t> {
    if (found == values.end()) return std::nullopt;
    return static_cast<std::size_t>(found - values.begin());
  };
  const auto from = std::ranges::find_if(
      values, [](const Tested& value) { return value.verdict != Verdict::below; });
  const auto to = std::ranges::find(values, Verdict::above, &Tested::verdict);
  return {index(from), index(to), std::any_of(values.begin(), to, [](const Tested& value) {
            return value.verdict == Verdict::open;
          })};
}

std::string answer_text(const Answer& found, const std::function<std::string(std::size_t)>& name) {
  if (!found.from) return "none";
  const std::string from = name(*found.from);
  const char* unsure = found.open ? "not known yet, " : "undecided ";
  if (!found.to) return fmt::format("{}from {} on, or none", unsure, from);
  if (found.from == found.to) return from;
  return fmt::format("{}between {} and {}", unsure, from, name(*found.to));
}

}  // namespace study
