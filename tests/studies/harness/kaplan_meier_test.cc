#include "studies/harness/kaplan_meier.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

namespace study {
namespace {

std::vector<Duration> durations(const std::vector<double>& events,
                                const std::vector<double>& censored) {
  std::vector<Duration> all;
  for (const double time : censored) all.push_back({time, false});
  for (const double time : events) all.push_back({time, true});
  return all;
}

/// Weeks of remission under 6-mercaptopurine: Freireich et al. (1963), Blood 21, 699-716. Survival
/// and standard errors as in Klein and Moeschberger (2003) and by R's survfit; the intervals are
/// those of R's survfit with conf.type = "log-log" (R: MASS, data set gehan).
TEST(KaplanMeier, LeukaemiaRemissionAsPublished) {
  const SurvivalCurve curve = kaplan_meier(
      durations({6, 6, 6, 7, 10, 13, 16, 22, 23}, {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}));
  struct Row {
    double time;
    std::int64_t at_risk, events;
    double survival, standard_error, low, high;
  };
  const std::vector<Row> published{
      {6, 21, 3, 0.857, 0.0764, 0.620, 0.952},  {7, 17, 1, 0.807, 0.0869, 0.563, 0.923},
      {10, 15, 1, 0.753, 0.0963, 0.503, 0.889}, {13, 12, 1, 0.690, 0.1068, 0.432, 0.849},
      {16, 11, 1, 0.627, 0.1141, 0.368, 0.805}, {22, 7, 1, 0.538, 0.1282, 0.268, 0.747},
      {23, 6, 1, 0.448, 0.1346, 0.188, 0.680}};
  ASSERT_EQ(curve.steps.size(), published.size());
  for (std::size_t i = 0; i < published.size(); ++i) {
    EXPECT_EQ(curve.steps[i].time, published[i].time);
    EXPECT_EQ(curve.steps[i].at_risk, published[i].at_risk);
    EXPECT_EQ(curve.steps[i].events, published[i].events);
    EXPECT_NEAR(curve.steps[i].survival, published[i].survival, 0.00051);
    EXPECT_NEAR(curve.steps[i].standard_error, published[i].standard_error, 0.000051);
    EXPECT_NEAR(curve.steps[i].interval->low, published[i].low, 0.00051);
    EXPECT_NEAR(curve.steps[i].interval->high, published[i].high, 0.00051);
  }
  EXPECT_EQ(curve.median, 23);
  EXPECT_EQ(curve.median_low, 13);
  EXPECT_EQ(curve.median_high, std::nullopt);
}

TEST(KaplanMeier, WithoutCensoringIsTheShareThatIsLeft) {
  const SurvivalCurve curve = kaplan_meier(durations({3, 1, 2, 5, 4, 8, 7, 6, 10, 9}, {}));
  ASSERT_EQ(curve.steps.size(), 10u);
  for (std::size_t i = 0; i < 10; ++i) {
    const double share = static_cast<double>(9 - i) / 10;
    EXPECT_NEAR(curve.steps[i].survival, share, 1e-12);
    // Greenwood's formula is then the binomial's.
    EXPECT_NEAR(curve.steps[i].standard_error, std::sqrt(share * (1 - share) / 10), 1e-12);
    EXPECT_EQ(curve.steps[i].interval.has_value(), i < 9);
  }
  EXPECT_EQ(curve.median, 5);
  EXPECT_TRUE(curve.median_low && curve.median_high);
  EXPECT_LT(*curve.median_low, 5);
  EXPECT_GT(*curve.median_high, 5);
}

TEST(KaplanMeier, WhoIsCensoredAtATimeIsStillAtRiskThere) {
  const SurvivalCurve curve = kaplan_meier(durations({4, 4}, {4, 4, 9}));
  ASSERT_EQ(curve.steps.size(), 1u);
  EXPECT_EQ(curve.steps[0].at_risk, 5);
  EXPECT_EQ(curve.steps[0].events, 2);
  EXPECT_NEAR(curve.steps[0].survival, 0.6, 1e-12);
}

TEST(KaplanMeier, AllAtOnceHaveAMedianWithoutInterval) {
  const SurvivalCurve curve = kaplan_meier(durations({100, 100, 100}, {}));
  ASSERT_EQ(curve.steps.size(), 1u);
  EXPECT_EQ(curve.steps[0].survival, 0);
  EXPECT_EQ(curve.steps[0].standard_error, 0);
  EXPECT_FALSE(curve.steps[0].interval);
  EXPECT_EQ(curve.median, 100);
  EXPECT_EQ(curve.median_high, std::nullopt);
}

TEST(KaplanMeier, WithoutEventsThereIsNoStepAndNoMedian) {
  const SurvivalCurve curve = kaplan_meier(durations({}, {100, 100, 100}));
  EXPECT_TRUE(curve.steps.empty());
  EXPECT_EQ(curve.median, std::nullopt);
  EXPECT_EQ(curve.median_low, std::nullopt);
  EXPECT_EQ(curve.median_high, std::nullopt);
}

TEST(KaplanMeier, RefusesTimesThatCannotBe) {
  EXPECT_THROW(kaplan_meier({}), std::invalid_argument);
  EXPECT_THROW(kaplan_meier(durations({-1}, {})), std::invalid_argument);
  EXPECT_THROW(kaplan_meier(durations({1}, {std::numeric_limits<double>::infinity()})),
               std::invalid_argument);
}

}  // namespace
}  // namespace study
