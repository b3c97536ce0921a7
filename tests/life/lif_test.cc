#include "life/lif.h"

#include <gtest/gtest.h>

#include "expect_refused.h"

namespace life {
namespace {

const std::vector<life::Run> kGlider{{0, 1, 1}, {1, 2, 1}, {2, 0, 3}};

TEST(ReadLif, EveryFormOfAGlider) {
  for (const char* text : {
           "#Life 1.05\n#D Glider\n#N\n#P -1 -1\n.*.\n..*\n***\n",
           "#Life 1.05\r\n#P -1 -1\r\n.*\r\n..*\r\n***\r\n",
           "\n#P -1 -1\n.*\n\n..*\n***",
           "#Life 1.05\n#P 0 -1\n*\n.*\n#P -1 1\n**\n#P 0 1\n**",
           "#Life 1.05\n#P -1 -1\n.*\n#P\n..*\n#P\n***\n",
           "#Life 1.06\n0 -1\n1 0\n-1 1\n0 1\n1 1\n",
           "#Life 1.06\n1 1\n 0  1 \n-1 1\n-1 1\n\n1 0\n0 -1\n0 -1",
       }) {
    const Pattern pattern = read_lif(text);
    EXPECT_EQ(pattern.runs, kGlider) << text;
    EXPECT_EQ(pattern.size, (Size{3, 3})) << text;
    EXPECT_EQ(pattern.position, (Position{-1, -1})) << text;
  }
}

TEST(ReadLif, BlocksMayOverlap) {
  EXPECT_EQ(read_lif("#Life 1.05\n#P 3 0\n***\n#P 0 0\n****\n#P 1 0\n*\n#P 7 0\n*").runs,
            (std::vector<life::Run>{{0, 0, 6}, {0, 7, 1}}));
}

TEST(ReadLif, CellsMayLieFarFromTheOrigin) {
  const Pattern pattern = read_lif("#Life 1.06\n2000000000 -2000000000\n1998951425 -1998951425\n");
  EXPECT_EQ(pattern.size, (Size{1 << 20, 1 << 20}));
  EXPECT_EQ(pattern.position, (Position{-2000000000, 1998951425}));
  EXPECT_EQ(pattern.runs, (std::vector<life::Run>{{0, (1 << 20) - 1, 1}, {(1 << 20) - 1, 0, 1}}));
  EXPECT_EQ(read_lif("#Life 1.06\n").size, (Size{0, 0}));
  EXPECT_EQ(read_lif("#Life 1.05\n#P 5 5\n...\n").size, (Size{0, 0}));
}

TEST(ReadLif, StatesRuleGridAndComments) {
  EXPECT_EQ(read_lif("#Life 1.05\n#P 0 0\n*").rule, std::nullopt);
  EXPECT_EQ(read_lif("#Life 1.05\n#N\n#P 0 0\n*").rule, Rule::conway());
  const Pattern pattern = read_lif(
      "#Life 1.05\n#D A dot\n#D\n#O Nobody\n#Note\n#\n#N like a dot\n#R 125/36:T5,4\n#P 0 0\n*");
  EXPECT_EQ(pattern.rule, Rule::parse("B36/S125"));
  EXPECT_EQ(pattern.grid, (BoundedGrid{Topology::torus, {4, 5}}));
  EXPECT_EQ(pattern.comments, "A dot\n\nAuthor: Nobody\nNote\n\n");
}

TEST(ReadLif, RefusesBadInputWithLineAndColumn) {
  const std::string range = ", each from -2000000000 to 2000000000";
  const std::pair<std::string, std::string> cases[] = {
      {"#Life 1.07\n", "line 1, column 7: Life 1.07: needs Life 1.05 or Life 1.06"},
      {"#Life\n", "line 1, column 6: Life : needs Life 1.05 or Life 1.06"},
      {"#Life 1.05\n#R 23/3/3\n",
       "line 2, column 4: rule 23/3/3: a Generations rule is not supported; needs an "
       "outer-totalistic rule as B3/S23, b3s23, 23/3 (survival/birth) or a name such as HighLife"},
      {"#Life 1.05\n#R\n",
       "line 2, column 3: rule : needs B3/S23, b3s23 or 23/3 (survival/birth), with digits 0 to 8, "
       "each at most once a side, or a name such as HighLife"},
      {"#Life 1.05\n#P 1\n", "line 2, column 4: 1: needs #P x y" + range},
      {"#Life 1.05\n#P 1 b\n", "line 2, column 4: 1 b: needs #P x y" + range},
      {"#Life 1.05\n#P 1 2 3\n", "line 2, column 4: 1 2 3: needs #P x y" + range},
      {"#Life 1.05\n#P 0 2000000001\n", "line 2, column 4: 0 2000000001: needs #P x y" + range},
      {"#Life 1.05\n#P 0 0\n.*O\n",
       "line 3, column 3: unknown symbol 'O': needs . (dead), * (alive) or a line of #"},
      {"#Life 1.05\n#P 0 0\n1 2\n",
       "line 3, column 1: unknown symbol '1': needs . (dead), * (alive) or a line of #"},
      {"#Life 1.05\n#P 0 0\n*\n#P 0 1048576\n.*\n",
       "line 5, column 2: cell x = 1, y = 1048576: more than 1048576 rows or cells in a row with "
       "those before"},
      {"#Life 1.05\n#P 2000000000 0\n.*\n",
       "line 3, column 2: cell x = 2000000001, y = 0: needs coordinates from -2000000000 to "
       "2000000000"},
      {"#Life 1.05\n#P 0 2000000000\n*\n*\n",
       "line 4, column 1: cell x = 0, y = 2000000001: needs coordinates from -2000000000 to "
       "2000000000"},
      {"#Life 1.06\n1\n", "line 2, column 1: 1: needs x y" + range},
      {"#Life 1.06\n0 0\n 1 a\n", "line 3, column 2: 1 a: needs x y" + range},
      {"#Life 1.06\n.*\n", "line 2, column 1: .*: needs x y" + range},
      {"#Life 1.06\n0 99999999999999999999\n",
       "line 2, column 1: 0 99999999999999999999: needs x y" + range},
      {"#Life 1.06\n0 0\n0 -1048576\n",
       "line 3, column 1: cell x = 0, y = -1048576: more than 1048576 rows or cells in a row with "
       "those before"},
  };
  for (const auto& [text, message] : cases) {
    SCOPED_TRACE(text);
    expect_refused([&text = text] { read_lif(text); }, message);
  }
}

TEST(WriteLif, Glider) {
  Pattern pattern{{3, 3}, kGlider};
  EXPECT_EQ(write_life_105(pattern), "#Life 1.05\n#P 0 0\n.*\n..*\n***\n");
  EXPECT_EQ(write_life_106(pattern), "#Life 1.06\n1 0\n2 1\n0 2\n1 2\n2 2\n");
  pattern.position = {-7, 40};
  pattern.rule = Rule::conway();
  pattern.comments = "Name: Glider\n";
  EXPECT_EQ(write_life_105(pattern), "#Life 1.05\n#D Name: Glider\n#N\n#P 40 -7\n.*\n..*\n***\n");
  EXPECT_EQ(write_life_106(pattern), "#Life 1.06\n41 -7\n42 -6\n40 -5\n41 -5\n42 -5\n");
  pattern.grid = BoundedGrid{Topology::torus, {20, 30}};
  pattern.rule = Rule::parse("B36/S23");
  EXPECT_EQ(write_life_105(pattern),
            "#Life 1.05\n#D Name: Glider\n#R 23/36:T30,20\n#P 40 -7\n.*\n..*\n***\n");
  EXPECT_EQ(write_life_105({}), "#Life 1.05\n");
  EXPECT_EQ(write_life_106({}), "#Life 1.06\n");
}

TEST(WriteLif, Life105IsInBlocksOf69Columns) {
  const Pattern pattern{{9, 80}, {{0, 2, 1}, {1, 68, 6}, {3, 4, 1}, {3, 6, 2}, {8, 71, 1}}};
  const std::string dots(66, '.');
  EXPECT_EQ(write_life_105(pattern),
            "#Life 1.05\n#P 2 0\n*\n" + dots + "***\n#P 2 3\n..*.**\n#P 71 1\n***\n#P 71 8\n*\n");
  EXPECT_EQ(read_lif(write_life_105(pattern)).size, (Size{9, 72}));
}

TEST(WriteLif, RefusesTooManyCells) {
  Pattern pattern{{64, kMaxSide}, {}};
  for (int y = 0; y < 64; ++y) pattern.runs.push_back({y, 0, kMaxSide});
  pattern.runs.push_back({64, 0, 1});
  for (const auto& write : {write_life_105, write_life_106}) {
    expect_refused([&] { write(pattern); },
                   "pattern of 67108865 living cells: more than the 67108864 that are written as "
                   "Life 1.05 or 1.06");
  }
}

}  // namespace
}  // namespace life
