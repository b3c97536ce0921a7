#include "studies/harness/search_odds.h"

#include <vector>

#include "base/check.h"

namespace study {

SearchOdds search_odds(const SearchRule& rule, std::size_t values, std::int64_t most_trials,
                       double p) {
  base::require(p > 0 && p < 1, "p {}: needs a number between 0 and 1", p);
  SearchOdds odds{};
  // Of being open with as many successes.
  std::vector<double> open{1};
  std::int64_t trials = 0;
  while (trials < most_trials) {
    const std::int64_t look = next_search_look(trials, most_trials);
    for (; trials < look; ++trials) {
      open.push_back(0);
      for (std::size_t s = open.size() - 1; s > 0; --s) {
        open[s] = open[s] * (1 - p) + open[s - 1] * p;
      }
      open[0] *= 1 - p;
    }
    for (std::size_t s = 0; s < open.size(); ++s) {
      const auto successes = static_cast<std::int64_t>(s);
      const Verdict verdict = verdict_at(rule, values, successes, look, most_trials);
      if (verdict == Verdict::open) continue;
      const double here = open[s];
      open[s] = 0;
      odds.above += verdict == Verdict::above ? here : 0;
      odds.below += verdict == Verdict::below ? here : 0;
      odds.near += verdict == Verdict::near ? here : 0;
      odds.undecided += verdict == Verdict::undecided ? here : 0;
      odds.expected_trials += here * static_cast<double>(look);
    }
  }
  return odds;
}

}  // namespace study
