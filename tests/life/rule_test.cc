#include "life/rule.h"

#include <gtest/gtest.h>

#include "expect_refused.h"

namespace life {
namespace {

TEST(Rule, EveryNotationOfConwaysRule) {
  for (const char* text :
       {"B3/S23", "b3/s23", "B3S23", "b3s23", "23/3", "B3/S32", "S23/B3", "s23b3"}) {
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
      ASSERT_EQ(Rule::parse(rule.to_survival_birth()), rule);
    }
  }
}

TEST(Rule, RefusesEverythingElse) {
  for (const char* text :
       {"",        "B",           "3",
        "B3",      "S23",         "B3/",
        "B3/S29",  "B9/S23",      "B33/S23",
        "B3/S232", "B3//S23",     " B3/S23",
        "B3/S23 ", "S23",         "S23/B9",
        "Life2",   "LifeHistory", "Conway s Game of Life or any other name, however long it is",
        "B3/23",   "3/S23"}) {
    EXPECT_THROW(Rule::parse(text), std::invalid_argument) << text;
  }
  expect_refused([] { Rule::parse("B3/S29"); },
                 "rule B3/S29: needs B3/S23, b3s23 or 23/3 (survival/birth), with digits 0 to 8, "
                 "each at most once a side, or a name such as HighLife");
  expect_refused([] { Rule::parse("B3\n/S23"); },
                 "rule B3?/S23: needs B3/S23, b3s23 or 23/3 (survival/birth), with digits 0 to 8, "
                 "each at most once a side, or a name such as HighLife");
}

// LifeWiki, "List of Life-like rules"; Golly's help, "QuickLife"; LifeViewer's aliases.
TEST(Rule, TakesNames) {
  const std::pair<const char*, const char*> cases[] = {
      {"Life", "B3/S23"},
      {"Conway's Life", "B3/S23"},
      {"conway's game of life", "B3/S23"},
      {"GAME OF LIFE", "B3/S23"},
      {"HighLife", "B36/S23"},
      {"High Life", "B36/S23"},
      {"Day & Night", "B3678/S34678"},
      {"day and night", "B3678/S34678"},
      {"DayAndNight", "B3678/S34678"},
      {"Seeds", "B2/S"},
      {"Replicator", "B1357/S1357"},
      {"Fredkin", "B1357/S02468"},
      {"Life without Death", "B3/S012345678"},
      {"Maze", "B3/S12345"},
      {"Mazectric", "B3/S1234"},
      {"2x2", "B36/S125"},
      {"Diamoeba", "B35678/S5678"},
      {"Morley", "B368/S245"},
      {"Move", "B368/S245"},
      {"Anneal", "B4678/S35678"},
      {"LongLife", "B345/S5"},
      {"Long life", "B345/S5"},
      {"Gnarl", "B1/S1"},
      {"34 Life", "B34/S34"},
      {"Coral", "B3/S45678"},
      {"Serviettes", "B234/S"},
      {"Live Free or Die", "B2/S0"},
      {"H-trees", "B1/S012345678"},
      {"Walled cities", "B45678/S2345"},
  };
  for (const auto& [name, rule] : cases) EXPECT_EQ(Rule::parse(name).to_string(), rule) << name;
}

TEST(Rule, NamesTheKindsItDoesNotTake) {
  const std::pair<const char*, const char*> cases[] = {
      {"B2-a/S12", "an isotropic non-totalistic rule (Hensel's notation)"},
      {"B3/S2a34", "an isotropic non-totalistic rule (Hensel's notation)"},
      {"B3_S23-a4ei6", "an isotropic non-totalistic rule (Hensel's notation)"},
      {"b2ce3i/s2a", "an isotropic non-totalistic rule (Hensel's notation)"},
      {"2a34/3", "an isotropic non-totalistic rule (Hensel's notation)"},
      {"MAPARYXfhZofugWaH7oaIDogBZofuhogOiAaIDogIAAgAAWaH7oaIDogGiA6", "a MAP rule"},
      {"23/3/3", "a Generations rule"},
      {"/2/3", "a Generations rule"},
      {"2/13/21", "a Generations rule"},
      {"B2/S/3", "a Generations rule"},
      {"B357/S3457/C5", "a Generations rule"},
      {"b2s345c4", "a Generations rule"},
      {"g3b2s345", "a Generations rule"},
      {"B2/S34H", "a rule of the hexagonal neighbourhood (H)"},
      {"b245/s3h", "a rule of the hexagonal neighbourhood (H)"},
      {"B13/S012V", "a rule of the von Neumann neighbourhood (V)"},
      {"012/13v", "a rule of the von Neumann neighbourhood (V)"},
      {"R5,C0,M1,S34..58,B34..45,NM", "a Larger than Life rule"},
      {"W110", "an elementary rule"},
      {"B3/S23:T20,20", "a bounded grid here"},
  };
  for (const auto& [text, kind] : cases) {
    expect_refused([text = text] { Rule::parse(text); },
                   std::string("rule ") + text + ": " + kind +
                       " is not supported; needs an outer-totalistic rule as B3/S23, b3s23, 23/3 "
                       "(survival/birth) or a name such as HighLife");
  }
}

TEST(Rule, OlderForm) {
  EXPECT_EQ(Rule::parse("B36/S23").to_survival_birth(), "23/36");
  EXPECT_EQ(Rule::parse("B2/S").to_survival_birth(), "/2");
}

}  // namespace
}  // namespace life
