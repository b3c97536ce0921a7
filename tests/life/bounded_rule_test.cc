#include "life/bounded_rule.h"

#include <gtest/gtest.h>

#include "expect_refused.h"

namespace life {
namespace {

TEST(BoundedRule, TakesGollysSuffixes) {
  const Rule conway = Rule::conway();
  EXPECT_EQ(BoundedRule::parse("B3/S23"), (BoundedRule{conway, std::nullopt}));
  EXPECT_EQ(BoundedRule::parse("B3/S23:T30,20"),
            (BoundedRule{conway, BoundedGrid{Topology::torus, {20, 30}}}));
  EXPECT_EQ(BoundedRule::parse("23/3:p30,20"),
            (BoundedRule{conway, BoundedGrid{Topology::dead_edge, {20, 30}}}));
  // bgolly 3.3 writes :T30,30 for it.
  EXPECT_EQ(BoundedRule::parse("life:t30"),
            (BoundedRule{conway, BoundedGrid{Topology::torus, {30, 30}}}));
}

TEST(BoundedGrid, PrintsAsGolly) {
  EXPECT_EQ((BoundedGrid{Topology::torus, {20, 30}}).to_string(), ":T30,20");
  EXPECT_EQ((BoundedGrid{Topology::dead_edge, {1, 1}}).to_string(), ":P1,1");
}

TEST(BoundedGrid, HasItsMiddleAtTheOrigin) {
  EXPECT_EQ((BoundedGrid{Topology::torus, {20, 30}}).corner(), (Position{-10, -15}));
  EXPECT_EQ((BoundedGrid{Topology::torus, {21, 31}}).corner(), (Position{-10, -15}));
  EXPECT_EQ((BoundedGrid{Topology::torus, {1, 1}}).corner(), (Position{0, 0}));
}

TEST(BoundedRule, NamesTheGridsThatBoardsCannotHave) {
  const std::string needs =
      "needs :T30,20 (a torus 30 wide, 20 high) or :P30,20 (a plane, dead beyond its edges), each "
      "side from 1 to 1048576, at most 4294967296 cells";
  const std::pair<const char*, std::string> cases[] = {
      {"T0,20", "a side without bound (0) is not supported; "},
      {"P30,0", "a side without bound (0) is not supported; "},
      {"T0", "a side without bound (0) is not supported; "},
      {"T30+5,20", "a shifted torus is not supported; "},
      {"T30,20-2", "a shifted torus is not supported; "},
      {"K30*,20", "a Klein bottle is not supported; "},
      {"k30*+1,20", "a Klein bottle is not supported; "},
      {"C30,20", "a cross-surface is not supported; "},
      {"S30", "a sphere is not supported; "},
      {"", ""},
      {"T", ""},
      {"T30,", ""},
      {"T,30", ""},
      {"T30,20,10", ""},
      {"T30,20x", ""},
      {"T 30,20", ""},
      {"P30,-20", ""},
      {"Q30,20", ""},
      {"30,20", ""},
      {"T1048577,1", ""},
      {"T1048576,1048576", ""},
      {"T2000000000,2000000000", ""},
      {"T99999999999999999999,1", ""},
      {"T30,20:T30,20", ""},
  };
  for (const auto& [suffix, kind] : cases) {
    expect_refused([&, suffix = suffix] { BoundedRule::parse(std::string("B3/S23:") + suffix); },
                   "bounded grid :" + std::string(suffix) + ": " + kind + needs);
  }
}

}  // namespace
}  // namespace life
