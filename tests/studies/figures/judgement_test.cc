#include "studies/figures/judgement.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "studies/figures/rows_of.h"
#include "studies/harness/stats.h"

namespace figures {
namespace {

Estimate rate(std::int64_t solved, std::int64_t trials) {
  const study::Interval wilson = study::wilson(solved, trials);
  return {static_cast<double>(solved) / static_cast<double>(trials), wilson.low, wilson.high};
}

/// A table of cells (m, density) with their rates.
class Rates {
 public:
  Rates& add(int m, const std::string& density, std::int64_t solved, std::int64_t trials) {
    const Estimate e = rate(solved, trials);
    text_ += fmt::format("{},{},{},{},{}\n", m, density, e.value, e.low, e.high);
    return *this;
  }

  Finding judge(const Expected& expected, const Selector& where) const {
    const study::Table table(text_, "t.csv");
    return figures::judge(
        {"f", "c", "p", "s", expected, where, {}, "rate", "low", "high", "%", "claims.csv: line 2"},
        &table);
  }

 private:
  std::string text_ = "m,density,rate,low,high\n";
};

// The example of Newcombe 1998, table II (a).
TEST(Judgement, DifferenceIsNewcombesMethod10) {
  const Estimate e = difference(rate(56, 70), rate(48, 80));
  EXPECT_NEAR(e.value, 0.2, 1e-12);
  EXPECT_NEAR(e.low, 0.0524, 5e-5);
  EXPECT_NEAR(e.high, 0.3339, 5e-5);
}

TEST(Judgement, ACountAgreesIfTheDifferenceMayBeZero) {
  const Selector one{{"m", "1"}};
  EXPECT_EQ(Rates().add(1, "d", 94, 1024).judge(CountExpected{3, 3, 64}, one).verdict,
            Verdict::agree);
  // Both intervals overlap, 12.1 to 16.3 % and 1.6 to 12.9 %; their difference is not 0.
  const Finding far = Rates().add(1, "d", 144, 1024).judge(CountExpected{3, 3, 64}, one);
  EXPECT_EQ(far.verdict, Verdict::differ);
  EXPECT_EQ(far.text, "14.1 % (12.1 to 16.3 %)");
  EXPECT_EQ(Rates().add(1, "d", 144, 1024).judge(CountExpected{3, 8, 64}, one).verdict,
            Verdict::agree);
}

TEST(Judgement, ARangeAgreesIfItMeetsTheInterval) {
  const Rates rates = Rates().add(1, "d", 16, 64);  // 16.0 to 36.8 %
  const Selector one{{"m", "1"}};
  EXPECT_EQ(rates.judge(RangeExpected{0.1, 0.2}, one).verdict, Verdict::agree);
  EXPECT_EQ(rates.judge(RangeExpected{0.1, 0.15}, one).verdict, Verdict::differ);
  EXPECT_EQ(rates.judge(RangeExpected{0.4, 0.5}, one).verdict, Verdict::differ);
}

TEST(Judgement, ADirectionNeedsTheWholeInterval) {
  const auto verdict = [](std::int64_t solved, bool above) {
    return Rates()
        .add(1, "d", solved, 64)
        .judge(DirectionExpected{above, 0.5}, {{"m", "1"}})
        .verdict;
  };
  EXPECT_EQ(verdict(50, true), Verdict::agree);
  EXPECT_EQ(verdict(50, false), Verdict::differ);
  EXPECT_EQ(verdict(33, true), Verdict::undecided);
  EXPECT_EQ(verdict(10, true), Verdict::differ);
  EXPECT_EQ(verdict(10, false), Verdict::agree);
}

TEST(Judgement, ADirectionBetweenTwoRows) {
  const Rates rates = Rates().add(1, "0.38", 144, 1024).add(1, "uniform", 94, 1024);
  const DirectionExpected more{true, Selector{{"density", "uniform"}}};
  const Finding finding = rates.judge(more, {{"m", "1"}, {"density", "0.38"}});
  EXPECT_EQ(finding.verdict, Verdict::agree);
  EXPECT_EQ(finding.text,
            "14.1 % (12.1 to 16.3 %) against 9.2 % (7.6 to 11.1 %): a difference of "
            "4.9 % (2.1 to 7.7 %)");
  EXPECT_EQ(rates.judge(more, {{"m", "1"}, {"density", "uniform"}}).verdict, Verdict::undecided);
  EXPECT_EQ(rates.judge(more, {{"m", "2"}, {"density", "0.38"}}).verdict, Verdict::not_run);
}

FirstExpected first(std::int64_t least, std::int64_t most, bool above = true) {
  return {"m", 1, 4, above, 0.5, least, most};
}

TEST(Judgement, TheFirstAboveHasAnInterval) {
  // Surely below, perhaps above, surely above.
  const Rates rates =
      Rates().add(1, "d", 5, 64).add(2, "d", 33, 64).add(3, "d", 60, 64).add(4, "d", 64, 64);
  const Finding three = rates.judge(first(3, 3), {});
  EXPECT_EQ(three.verdict, Verdict::agree);
  EXPECT_EQ(three.text, "2 (2 to 3)");
  EXPECT_EQ(rates.judge(first(1, 1), {}).verdict, Verdict::differ);
  EXPECT_EQ(rates.judge(first(1, 2), {}).verdict, Verdict::agree);
  EXPECT_EQ(rates.judge(first(5, 5), {}).verdict, Verdict::differ);
}

TEST(Judgement, TheFirstAboveNeedsOneThatSurelyIs) {
  Rates rates;
  for (int m = 1; m <= 4; ++m) rates.add(m, "d", 33, 64);
  EXPECT_EQ(rates.judge(first(2, 2), {}).text, "1 (1 to none)");
  EXPECT_EQ(rates.judge(first(2, 2), {}).verdict, Verdict::undecided);
  EXPECT_EQ(rates.judge(first(5, 5), {}).verdict, Verdict::undecided);
}

TEST(Judgement, TheFirstBelow) {
  const Rates rates =
      Rates().add(1, "d", 60, 64).add(2, "d", 50, 64).add(3, "d", 5, 64).add(4, "d", 0, 64);
  EXPECT_EQ(rates.judge(first(3, 4, false), {}).text, "3 (3 to 3)");
  EXPECT_EQ(rates.judge(first(3, 4, false), {}).verdict, Verdict::agree);
  EXPECT_EQ(rates.judge(first(4, 4, false), {}).verdict, Verdict::differ);
}

TEST(Judgement, TheFirstWithRowsThatAreMissing) {
  const Rates only_three = Rates().add(3, "d", 64, 64);
  EXPECT_EQ(only_three.judge(first(5, 5), {}).verdict, Verdict::differ);
  EXPECT_EQ(only_three.judge(first(5, 5), {}).text, "3 (1 to 3); 1 of 1..4 run");
  EXPECT_EQ(only_three.judge(first(2, 2), {}).verdict, Verdict::not_run);
  const Rates low = Rates().add(1, "d", 0, 64).add(2, "d", 0, 64);
  EXPECT_EQ(low.judge(first(5, 5), {}).verdict, Verdict::not_run);
  EXPECT_EQ(low.judge(first(1, 1), {}).verdict, Verdict::differ);
}

TEST(Judgement, ASearchAnswersInItsWords) {
  const study::Table table(
      "m,rate,low,high,answer\n"
      "1,0.1,0,0.48,undecided between 2 and 3\n"
      "2,0.498,0.41,0.57,undecided between 2 and 3\n"
      "3,0.75,0.503,0.9,undecided between 2 and 3\n",
      "t.csv");
  const Claim claim{"f", "c",    "p",   "s",    first(3, 3), {},
                    {},  "rate", "low", "high", "",          "claims.csv: line 2"};
  const Finding found = judge(claim, &table);
  EXPECT_EQ(found.text, "undecided between 2 and 3");
  EXPECT_EQ(found.verdict, Verdict::agree);
  EXPECT_EQ(found.ours->low, 2);
  EXPECT_EQ(found.ours->high, 3);
}

TEST(Judgement, NoneIsAbove) {
  Rates rates;
  for (int m = 1; m <= 4; ++m) rates.add(m, "d", 5, 64);
  EXPECT_EQ(rates.judge(first(5, 5), {}).text, "none (none to none)");
  EXPECT_EQ(rates.judge(first(5, 5), {}).verdict, Verdict::agree);
  EXPECT_EQ(rates.judge(first(4, 4), {}).verdict, Verdict::differ);
}

TEST(Judgement, NothingToCompareWithOrNothingRun) {
  const Rates rates = Rates().add(1, "d", 5, 64);
  EXPECT_EQ(rates.judge(std::monostate(), {{"m", "1"}}).verdict, Verdict::silent);
  EXPECT_EQ(rates.judge(std::monostate(), {{"m", "1"}}).text, "7.8 % (3.4 to 17.0 %)");
  EXPECT_EQ(rates.judge(CountExpected{3, 3, 64}, {{"m", "2"}}).verdict, Verdict::not_run);
  EXPECT_EQ(judge({}, nullptr).verdict, Verdict::not_run);
}

TEST(Judgement, FieldsThatAreEmpty) {
  const auto finding = [](const std::string& row) {
    const study::Table table("cost,low,high\n" + row + "\n", "t.csv");
    return judge(
        {"f", "c", "p", "s", RangeExpected{7, 8}, {}, {}, "cost", "low", "high", "times", ""},
        &table);
  };
  EXPECT_EQ(finding("4.5,2,").text, "4.5 times (2 to no limit times)");
  EXPECT_EQ(finding("4.5,2,").verdict, Verdict::agree);
  EXPECT_EQ(finding("4.5,2,5").verdict, Verdict::differ);
  EXPECT_EQ(finding(",2,").verdict, Verdict::not_run);
}

TEST(Judgement, ErrorsNameTheClaim) {
  const Rates rates = Rates().add(1, "d", 5, 64).add(1, "e", 5, 64);
  const auto error = [&](const Expected& expected, const Selector& where) {
    return error_of<std::invalid_argument>([&] { rates.judge(expected, where); });
  };
  EXPECT_EQ(error(CountExpected{3, 3, 64}, {{"m", "1"}}),
            "claims.csv: line 2: selects 2 rows of t.csv, needs one");
  EXPECT_EQ(error(first(3, 3), {}), "claims.csv: line 2: m 1: selects several rows, needs one");
  EXPECT_EQ(error(CountExpected{3, 3, 64}, {{"k", "1"}}),
            "claims.csv: line 2: t.csv: has no column k, only m, density, rate, low, high");
}

}  // namespace
}  // namespace figures
