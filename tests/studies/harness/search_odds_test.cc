#include "studies/harness/search_odds.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <stdexcept>
#include <vector>

#include "base/random.h"

namespace study {
namespace {

TEST(SearchOdds, AreThoseOfSearches) {
  constexpr int kSearches = 4000;
  constexpr std::int64_t kMost = 200;
  const SearchRule rule{.rate = 0.4, .confidence = 0.9, .indifference = 0.08};
  base::Stream stream(3, "odds");
  for (const double p : {0.3, 0.42, 0.55}) {
    std::map<Verdict, int> counts;
    double trials = 0;
    for (int i = 0; i < kSearches; ++i) {
      const auto values = search(rule, std::vector{kMost}, [&](std::size_t, std::int64_t) {
        return std::optional(stream.uniform() <= p);
      });
      ++counts[values[0].verdict];
      trials += static_cast<double>(values[0].trials);
    }
    const SearchOdds odds = search_odds(rule, 1, kMost, p);
    // Four standard deviations of a share at most; of the trials, which are from 0 to 200.
    const double tolerance = 4 * 0.5 / std::sqrt(kSearches);
    EXPECT_NEAR(odds.above, counts[Verdict::above] / double{kSearches}, tolerance);
    EXPECT_NEAR(odds.below, counts[Verdict::below] / double{kSearches}, tolerance);
    EXPECT_NEAR(odds.near, counts[Verdict::near] / double{kSearches}, tolerance);
    EXPECT_NEAR(odds.undecided, counts[Verdict::undecided] / double{kSearches}, tolerance);
    EXPECT_NEAR(odds.expected_trials, trials / kSearches, tolerance * kMost);
    EXPECT_NEAR(odds.above + odds.below + odds.near + odds.undecided, 1, 1e-10);
  }
}

/// At the rate itself, where errors are most likely, exactly.
TEST(SearchOdds, ErrorsAreWithinTheirShares) {
  for (const SearchRule& rule : {SearchRule{}, {.rate = 0.1}, {.rate = 0.9, .confidence = 0.6}}) {
    for (const std::size_t values : {1u, 24u}) {
      const SearchOdds odds = search_odds({rule.rate, rule.confidence, 0}, values, 500, rule.rate);
      EXPECT_LE(odds.above, above_error(rule, values));
      EXPECT_GT(odds.above, above_error(rule, values) / 20);
      EXPECT_LE(odds.below, below_error(rule));
      EXPECT_GT(odds.below, below_error(rule) / 20);
    }
  }
}

TEST(SearchOdds, FarRatesAreDecidedAtOnce) {
  EXPECT_NEAR(search_odds({}, 24, 1024, 1e-9).expected_trials, 8, 1e-5);
  EXPECT_NEAR(search_odds({}, 24, 1024, 1 - 1e-9).expected_trials, 16, 1e-5);
  EXPECT_THROW(search_odds({}, 24, 1024, 0), std::invalid_argument);
  EXPECT_THROW(search_odds({}, 24, 1024, 1), std::invalid_argument);
}

}  // namespace
}  // namespace study
