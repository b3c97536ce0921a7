#include "studies/harness/search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/random.h"

namespace study {
namespace {

using testing::ElementsAre;

using Rates = std::vector<double>;

/// Whether trial `trial` succeeds when successes are spread as evenly as can be.
bool even(double rate, std::int64_t trial) {
  const auto number = static_cast<double>(trial);
  return std::floor(rate * (number + 1)) > std::floor(rate * number);
}

std::vector<std::int64_t> caps(const Rates& rates, std::int64_t most_trials) {
  return std::vector<std::int64_t>(rates.size(), most_trials);
}

/// The state when the first known[i] trials of each value are known.
std::vector<Tested> search_known(const SearchRule& rule, const Rates& rates,
                                 const std::vector<std::int64_t>& known,
                                 std::int64_t most_trials = 1024) {
  return search(rule, caps(rates, most_trials),
                [&](std::size_t value, std::int64_t trial) -> std::optional<bool> {
                  if (trial >= known[value]) return std::nullopt;
                  return even(rates[value], trial);
                });
}

std::vector<Tested> search_all(const SearchRule& rule, const Rates& rates,
                               std::int64_t most_trials = 1024) {
  return search_known(rule, rates, caps(rates, most_trials), most_trials);
}

std::vector<Verdict> verdicts(const std::vector<Tested>& values) {
  std::vector<Verdict> verdicts;
  for (const Tested& value : values) verdicts.push_back(value.verdict);
  return verdicts;
}

std::vector<std::int64_t> wanted(const std::vector<Tested>& values) {
  std::vector<std::int64_t> wanted;
  for (const Tested& value : values) wanted.push_back(value.wanted);
  return wanted;
}

constexpr auto kOpen = Verdict::open, kBelow = Verdict::below, kNear = Verdict::near,
               kUndecided = Verdict::undecided, kAbove = Verdict::above;

void expect_answer(const std::vector<Tested>& values, std::optional<std::size_t> from,
                   std::optional<std::size_t> to, bool open = false) {
  const Answer found = answer(values);
  EXPECT_EQ(found.from, from);
  EXPECT_EQ(found.to, to);
  EXPECT_EQ(found.open, open);
}

TEST(Search, LooksAQuarterLaterEachTime) {
  std::vector<std::int64_t> looks;
  for (std::int64_t n = 0; n < 200;) looks.push_back(n = next_search_look(n, 200));
  EXPECT_THAT(looks, ElementsAre(8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 120, 144, 176, 200));
  EXPECT_EQ(next_search_look(0, 5), 5);
}

TEST(Search, SharesTheError) {
  EXPECT_NEAR(below_error({}), 0.025, 1e-15);
  EXPECT_NEAR(above_error({}, 1), 0.025, 1e-15);
  EXPECT_NEAR(above_error({}, 24), 0.05 / 48, 1e-15);
}

TEST(Search, FindsTheFirstValueAbove) {
  const auto values = search_all({}, {0.1, 0.35, 0.9, 0.95});
  EXPECT_THAT(verdicts(values), ElementsAre(kBelow, kBelow, kAbove, kOpen));
  EXPECT_EQ(values[3].wanted, 0);
  expect_answer(values, 2, 2);
}

TEST(Search, CountsWhatItLookedAt) {
  const auto values = search_all({}, {0.1, 0.9});
  EXPECT_EQ(values[0].trials, 8);
  EXPECT_EQ(values[0].successes, 0);
  EXPECT_EQ(values[1].trials, values[1].wanted);
  EXPECT_EQ(static_cast<double>(values[1].successes),
            std::floor(0.9 * static_cast<double>(values[1].trials)));
}

TEST(Search, AssumesNoOrderOfTheRates) {
  expect_answer(search_all({}, {0.9, 0.1, 0.1}), 0, 0);
  expect_answer(search_all({}, {0.1, 0.9, 0.1, 0.1}), 1, 1);
  expect_answer(search_all({}, {0.3, 0.05, 0.3, 0.8, 0.2}), 3, 3);
}

TEST(Search, SaysWhenNoneIsAbove) {
  const auto values = search_all({}, {0.1, 0.3, 0.2});
  EXPECT_THAT(verdicts(values), ElementsAre(kBelow, kBelow, kBelow));
  expect_answer(values, {}, {});
}

TEST(Search, GivesUpAValueAtTheRate) {
  auto values = search_all({}, {0.1, 0.5, 0.3, 0.9, 0.9});
  EXPECT_THAT(verdicts(values), ElementsAre(kBelow, kNear, kBelow, kAbove, kOpen));
  EXPECT_LT(values[1].trials, 1024);
  expect_answer(values, 1, 3);
  values = search_all({.indifference = 0}, {0.1, 0.5, 0.9});
  EXPECT_THAT(verdicts(values), ElementsAre(kBelow, kUndecided, kAbove));
  EXPECT_EQ(values[1].trials, 1024);
  expect_answer(values, 1, 2);
  values = search_all({}, {0.1, 0.5, 0.2});
  expect_answer(values, 1, {});
}

TEST(Search, WantsOneLookAtATimeOfTheSmallestOpenValue) {
  const Rates rates{0.1, 0.45, 0.9};
  EXPECT_THAT(wanted(search_known({}, rates, {0, 0, 0})), ElementsAre(8, 0, 0));
  EXPECT_THAT(wanted(search_known({}, rates, {7, 9, 9})), ElementsAre(8, 0, 0));
  EXPECT_THAT(wanted(search_known({}, rates, {8, 0, 0})), ElementsAre(8, 8, 0));
  EXPECT_THAT(wanted(search_known({}, rates, {8, 8, 0})), ElementsAre(8, 16, 0));
  expect_answer(search_known({}, rates, {8, 8, 0}), 1, {}, true);
}

TEST(Search, AValueNearTheRateLetsTheNextBegin) {
  const SearchRule rule{.indifference = 0};
  const Rates rates{0.5, 0.9, 0.9};
  EXPECT_THAT(wanted(search_known(rule, rates, {216, 0, 0})), ElementsAre(264, 0, 0));
  auto values = search_known(rule, rates, {264, 0, 0});
  EXPECT_THAT(wanted(values), ElementsAre(328, 8, 0));
  expect_answer(values, 0, {}, true);
  // Once it is above, all trials go to the first, and none to the third.
  values = search_known(rule, rates, {600, 600, 0});
  EXPECT_THAT(verdicts(values), ElementsAre(kOpen, kAbove, kOpen));
  EXPECT_GT(values[0].wanted, 600);
  EXPECT_LT(values[1].wanted, 100);
  EXPECT_EQ(values[2].wanted, 0);
  expect_answer(values, 0, 1, true);
}

/// Runs what is wanted round after round, as a session does, and finds what is found when all
/// trials are known from the beginning.
TEST(Search, OtherKnownTrialsChangeNothing) {
  for (const Rates& rates : {Rates{0.1, 0.45, 0.53, 0.9}, {0.5, 0.48, 0.6, 0.1}, {0.52, 0.52}}) {
    std::vector<std::int64_t> known(rates.size());
    for (;;) {
      const auto next = wanted(search_known({}, rates, known));
      if (next == known) break;
      for (std::size_t i = 0; i < known.size(); ++i) EXPECT_LE(known[i], next[i]);
      known = next;
    }
    const auto some = search_known({}, rates, known);
    const auto all = search_all({}, rates);
    EXPECT_EQ(verdicts(some), verdicts(all));
    EXPECT_EQ(wanted(some), wanted(all));
    for (const Tested& value : all) EXPECT_EQ(value.trials, value.wanted);
  }
}

/// Whether an answer contradicts the true rates.
bool is_wrong(const Answer& found, const Rates& rates, double rate) {
  std::size_t truth = 0;
  while (truth < rates.size() && rates[truth] <= rate) ++truth;
  return truth < found.from.value_or(rates.size()) || truth > found.to.value_or(rates.size());
}

/// Of 1,000 searches at a confidence of 0.8, fewer than a fifth may be wrong on average: no more
/// than 200 are. Rates at and just beside the given one are the hardest.
TEST(Search, IsWrongNoMoreOftenThanItSays) {
  const SearchRule rule{.rate = 0.5, .confidence = 0.8, .indifference = 0.02};
  constexpr int kSearches = 1000;
  int wrong_of_all = 0;
  base::Stream stream(20, "search");
  for (const Rates& rates :
       {Rates{0.1, 0.43, 0.77, 0.9}, Rates{0.5, 0.5, 0.5, 0.5, 0.5, 0.5}, Rates{0.501, 0.9},
        Rates{0.3, 0.52, 0.3, 0.8}, Rates{0.49, 0.49, 0.49, 0.53, 0.2}, Rates{0.9, 0.1}}) {
    int wrong = 0;
    for (int i = 0; i < kSearches; ++i) {
      const auto values = search(rule, caps(rates, 300), [&](std::size_t value, std::int64_t) {
        return std::optional(stream.uniform() <= rates[value]);
      });
      wrong += is_wrong(answer(values), rates, rule.rate);
    }
    EXPECT_LE(wrong, 200) << testing::PrintToString(rates);
    wrong_of_all += wrong;
  }
  EXPECT_GT(wrong_of_all, 0);
}

}  // namespace
}  // namespace study
