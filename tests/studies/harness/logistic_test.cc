#include "studies/harness/logistic.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "base/random.h"

namespace study {
namespace {

/// 20 students, hours of study and whether they passed; the coefficients are those that Wikipedia's
/// article "Logistic regression" gives.
TEST(Logistic, HoursOfStudyAsPublished) {
  const std::vector<double> failed{0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5};
  const std::vector<double> passed{1.75, 2.25, 2.75, 3.25, 4, 4.25, 4.5, 4.75, 5, 5.5};
  std::vector<Level> levels;
  for (const double hours : failed) levels.push_back({hours, 0, 1});
  for (const double hours : passed) levels.push_back({hours, 1, 1});
  const auto fit = fit_logistic(levels);
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->slope, 1.5046, 0.00005);
  EXPECT_NEAR(-fit->slope * fit->midpoint, -4.0777, 0.00005);
  EXPECT_NEAR(fit->log_likelihood, -8.02988, 0.000005);
  EXPECT_NEAR(fit->half(), 2.71, 0.005);
  EXPECT_NEAR((*fit)(2), 0.26, 0.005);
  EXPECT_NEAR((*fit)(4), 0.87, 0.005);
}

TEST(Logistic, TwoLevelsAreMetExactly) {
  // Log odds of -log 3 and log 3.
  const auto fit = fit_logistic(std::vector<Level>{{10, 15, 20}, {8, 5, 20}});
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->midpoint, 9, 1e-7);
  EXPECT_NEAR(fit->slope, std::log(3.0), 1e-7);
  EXPECT_NEAR((*fit)(10), 0.75, 1e-7);
}

/// Rates of exactly 0.95 times 1/5, 1/2, 4/5 and 16/17.
std::vector<Level> with_lapses() {
  const double step = std::log(4.0);
  return {{-step, 3230, 17000}, {0, 8075, 17000}, {step, 12920, 17000}, {2 * step, 15200, 17000}};
}

TEST(Logistic, FindsTheLapseRateOfDataThatHaveOne) {
  const auto fit = fit_logistic(with_lapses(), 0.06);
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->lapse, 0.05, 1e-5);
  EXPECT_NEAR(fit->midpoint, 0, 1e-4);
  EXPECT_NEAR(fit->slope, 1, 1e-4);
  EXPECT_NEAR(fit->half(), std::log(10.0 / 9), 1e-4);
  EXPECT_NEAR((*fit)(fit->half()), 0.5, 1e-12);
  // Taken as none, lapses make the rise look slower.
  const auto without = fit_logistic(with_lapses());
  ASSERT_TRUE(without);
  EXPECT_EQ(without->lapse, 0);
  EXPECT_LT(without->slope, 0.95);
  EXPECT_LT(without->log_likelihood, fit->log_likelihood);
}

TEST(Logistic, ALapseRateBeyondTheBoundIsTheBound) {
  const auto fit = fit_logistic(with_lapses(), 0.02);
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->lapse, 0.02, 1e-6);
}

TEST(Logistic, DataWithoutLapsesHaveTheSameFitEitherWay) {
  const std::vector<Level> levels{{0, 200, 1000}, {1, 500, 1000}, {2, 800, 1000}, {3, 945, 1000}};
  const auto fit = fit_logistic(levels);
  const auto free = fit_logistic(levels, kMaxLapse);
  ASSERT_TRUE(fit && free);
  EXPECT_EQ(free->lapse, 0);
  EXPECT_EQ(free->slope, fit->slope);
  EXPECT_EQ(free->midpoint, fit->midpoint);
}

double log_likelihood(const std::vector<Level>& levels, const Logistic& logistic) {
  double sum = 0;
  for (const Level& level : levels) {
    const double p = logistic(level.x);
    sum += static_cast<double>(level.successes) * std::log(p) +
           static_cast<double>(level.trials - level.successes) * std::log1p(-p);
  }
  return sum;
}

/// Lapses on a high plateau: a slow rise with few of them is a summit of its own, and in the third
/// set the lower one.
TEST(Logistic, NothingOnAGridIsMoreLikely) {
  const std::vector<std::vector<Level>> sets{
      {{0, 1, 64}, {1, 30, 64}, {2, 63, 64}, {3, 64, 64}, {4, 63, 64}, {5, 62, 64}},
      {{0, 6, 64}, {0.7, 33, 64}, {1.1, 48, 64}, {1.4, 56, 64}, {1.6, 64, 64}, {1.8, 62, 64}},
      {{0, 0, 8}, {1, 3, 8}, {2, 7, 8}, {3, 7, 8}, {4, 6, 8}, {5, 5, 8}, {6, 7, 8}},
      {{-3, 1, 9}, {-1, 2, 8}, {0, 6, 10}, {2, 7, 9}, {6, 39, 40}},
      {{0, 0, 999}, {1, 130, 999}, {2, 994, 999}, {3, 996, 999}, {4, 997, 999}, {5, 998, 999}},
      {{0, 0, 999}, {1, 14, 999}, {2, 983, 999}, {3, 984, 999}, {4, 986, 999}}};
  for (const std::vector<Level>& levels : sets) {
    const auto fit = fit_logistic(levels, kMaxLapse);
    ASSERT_TRUE(fit);
    EXPECT_NEAR(fit->log_likelihood, log_likelihood(levels, *fit), 1e-8);
    for (double midpoint = -2; midpoint <= 4; midpoint += 0.05) {
      for (double slope = 0.1; slope < 30; slope *= 1.1) {
        for (const double lapse : {0.0, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.06}) {
          const double value = log_likelihood(levels, {midpoint, slope, lapse, 0});
          // Where p rounds to 1 and something failed, or to 0, the sum may be no number.
          if (value == value) {
            EXPECT_LE(value, fit->log_likelihood + 1e-9);
          }
        }
      }
    }
  }
}

TEST(Logistic, RecoversWhatDataWereDrawnFrom) {
  const Logistic truth{1.2, 2.5, 0.03, 0};
  base::Stream stream(1, "logistic test");
  constexpr int kSets = 40;
  double half = 0, slope = 0, lapse = 0;
  for (int set = 0; set < kSets; ++set) {
    std::vector<Level> levels;
    for (double x = 0; x <= 3; x += 0.5) {
      Level level{x, 0, 1000};
      for (int trial = 0; trial < 1000; ++trial) level.successes += stream.uniform() <= truth(x);
      levels.push_back(level);
    }
    const auto fit = fit_logistic(levels, kMaxLapse);
    ASSERT_TRUE(fit);
    half += fit->half() / kSets;
    slope += fit->slope / kSets;
    lapse += fit->lapse / kSets;
  }
  EXPECT_NEAR(half, truth.half(), 0.02);
  EXPECT_NEAR(slope, truth.slope, 0.05);
  EXPECT_NEAR(lapse, truth.lapse, 0.004);
}

TEST(Logistic, NoEstimateWhereNoneCanBe) {
  const std::vector<std::vector<Level>> sets{
      {},
      {{0, 64, 64}, {1, 64, 64}, {2, 64, 64}},              // all succeed
      {{0, 0, 64}, {1, 0, 64}, {2, 0, 64}},                 // all fail
      {{1, 20, 64}, {1, 40, 64}},                           // one x
      {{0, 0, 64}, {1, 0, 64}, {2, 64, 64}, {3, 64, 64}},   // a jump between levels
      {{0, 0, 64}, {1, 31, 64}, {2, 64, 64}, {3, 64, 64}},  // a jump at a level
      {{0, 6, 64}, {1, 64, 64}, {2, 64, 64}},               // a jump at the first level
      {{0, 50, 64}, {1, 40, 64}, {2, 30, 64}},              // success falls
      {{0, 32, 64}, {1, 32, 64}, {2, 32, 64}}};             // success stays
  for (const std::vector<Level>& levels : sets) {
    EXPECT_FALSE(fit_logistic(levels)) << levels.size();
    EXPECT_FALSE(fit_logistic(levels, kMaxLapse)) << levels.size();
  }
  // Lapses that explain all but a jump; two levels for three parameters.
  EXPECT_FALSE(fit_logistic(std::vector<Level>{{0, 0, 64}, {1, 63, 64}, {2, 63, 64}}, kMaxLapse));
  EXPECT_FALSE(fit_logistic(std::vector<Level>{{0, 5, 20}, {1, 15, 20}}, kMaxLapse));
}

TEST(Logistic, RefusesDataThatCannotBe) {
  EXPECT_THROW(fit_logistic(std::vector<Level>{{0, 1, 0}}), std::invalid_argument);
  EXPECT_THROW(fit_logistic(std::vector<Level>{{0, 3, 2}}), std::invalid_argument);
  EXPECT_THROW(fit_logistic(std::vector<Level>{{std::log(0.0), 1, 2}}), std::invalid_argument);
  EXPECT_THROW(fit_logistic(with_lapses(), 0.5), std::invalid_argument);
  EXPECT_THROW(fit_logistic(with_lapses(), -0.1), std::invalid_argument);
}

}  // namespace
}  // namespace study
