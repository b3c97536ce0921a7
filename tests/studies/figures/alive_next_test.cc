#include "studies/figures/alive_next.h"

#include <gtest/gtest.h>

namespace figures {
namespace {

double cube(double d) { return d * d * d; }
double fifth(double d) { return d * d * cube(d); }

TEST(AliveNext, OfLife) {
  const life::Rule rule = life::Rule::conway();
  EXPECT_DOUBLE_EQ(alive_next(rule, 0.5), 140.0 / 512);
  for (const double d : {0.0, 0.05, 0.38, 0.9, 1.0}) {
    const double e = 1 - d;
    EXPECT_NEAR(alive_next(rule, d), 56 * cube(d) * fifth(e) + 28 * cube(d) * fifth(e) * e, 1e-15);
  }
}

TEST(AliveNext, OfOtherRules) {
  EXPECT_DOUBLE_EQ(alive_next(life::Rule::parse("B0/S8"), 1), 1);
  EXPECT_DOUBLE_EQ(alive_next(life::Rule::parse("B0/S8"), 0), 1);
  EXPECT_DOUBLE_EQ(alive_next(life::Rule::parse("B/S012345678"), 0.3), 0.3);
}

TEST(AliveNext, OfDrawnDensitiesIsTheMean) {
  EXPECT_NEAR(alive_next_of_drawn(life::Rule::conway()), 13.0 / 90, 1e-15);
  EXPECT_NEAR(alive_next_of_drawn(life::Rule::parse("B012345678/S012345678")), 1, 1e-14);
}

}  // namespace
}  // namespace figures
