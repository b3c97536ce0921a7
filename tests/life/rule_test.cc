#include "life/rule.h"

#include <gtest/gtest.h>

#include "expect_refused.h"

namespace life {
namespace {

TEST(Rule, EveryNotationOfConwaysRule) {
  for (const char* text : {"B3/S23", "b3/s23", "B3S23", "b3s23", "23/3", "B3/S32"}) {
    EXPECT_EQ(Rule::parse(text), Rule::conway()) << text;
  }
  EXPECT_EQ(Rule::conway().to_string(), "B3/S23");
}

TEST(Rule, EmptySidesAreAllowed) {
  EXPECT_EQ(Rule::parse("B2/S"), Rule(1 << 2, 0));
  EXPECT_EQ(Rule::parse("/2"), Rule(1 << 2, 0));
  EXPECT_EQ(Rule::parse("B/S012345678"), Rule(0, 0x1ff));
  EXPECT_EQ(Rule::parse("bs").to_string(), "B/S");
}

TEST(Rule, SaysWhatEachCountLeadsTo) {
  const Rule rule = Rule::parse("B036/S125");
  const std::string birth = "036", survival = "125";
  for (int count = 0; count <= 8; ++count) {
    const char digit = static_cast<char>('0' + count);
    EXPECT_EQ(rule.alive_next(false, count), birth.find(digit) != birth.npos) << count;
    EXPECT_EQ(rule.alive_next(true, count), survival.find(digit) != survival.npos) << count;
  }
}

TEST(Rule, AllRulesPrintWhatTheyAreParsedFrom) {
  for (unsigned birth = 0; birth < 512; ++birth) {
    for (unsigned survival = 0; survival < 512; ++survival) {
      const Rule rule(birth, survival);
      ASSERT_EQ(Rule::parse(rule.to_string()), rule);
    }
  }
}

TEST(Rule, RefusesEverythingElse) {
  for (const char* text :
       {"",
        "B",
        "3",
        "B3",
        "S23",
        "B3/",
        "B3/S29",
        "B9/S23",
        "B33/S23",
        "B3/S232",
        "B3//S23",
        " B3/S23",
        "B3/S23 ",
        "B2-a/S12",
        "B3/S2a34",
        "B3/S23H",
        "B3/S23:T20,20",
        "23/3/2",
        "MAPARYXfhZofugWaH7oaIDogBZofuhogOiAaIDogIAAgAAWaH7oaIDogGiA6ICAAIAAaIDogIAAgACAAIAAAAAAA",
        "Life",
        "B3/23",
        "3/S23"}) {
    EXPECT_THROW(Rule::parse(text), std::invalid_argument) << text;
  }
  expect_refused([] { Rule::parse("B3/S29"); },
                 "rule B3/S29: needs B3/S23, b3s23 or 23/3 (survival/birth), with digits 0 to 8, "
                 "each at most once a side");
}

}  // namespace
}  // namespace life
