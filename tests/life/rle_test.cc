#include "life/rle.h"

#include <gtest/gtest.h>

#include "expect_refused.h"
#include "life/soup.h"

namespace life {
namespace {

const std::vector<Run> kGlider{{0, 1, 1}, {1, 2, 1}, {2, 0, 3}};

TEST(ReadRle, EveryFormOfAGlider) {
  for (const char* text : {
           "bob$2bo$3o!",
           "x = 3, y = 3, rule = B3/S23\nbob$2bo$3o!",
           "x=3,y=3,rule=23/3\r\nbob$2bo$3o!\r\n",
           "#N Glider\n#O Richard K. Guy\nx = 3, y = 3\nbob$\n2bo$ 3o\n!\nanything at all",
           "#CXRLE Pos=-1,-1 Gen=0\nx = 0, y = 0, rule = b3/s23\n.A.$..A$AAA!",
           "\n\n  x = 1, y = 1\nbob$2bo$\n# in between\n3o!",
       }) {
    const Pattern pattern = read_rle(text);
    EXPECT_EQ(pattern.runs, kGlider) << text;
    EXPECT_EQ(pattern.size, (Size{3, 3})) << text;
  }
}

TEST(ReadRle, SizeIsTheLargerOfHeaderAndCells) {
  EXPECT_EQ(read_rle("x = 10, y = 1\n3o$o!").size, (Size{2, 10}));
  EXPECT_EQ(read_rle("x = 2, y = 9\n3b$$$!").size, (Size{9, 3}));
  EXPECT_EQ(read_rle("!").size, (Size{0, 0}));
  EXPECT_EQ(read_rle("x = 5, y = 4\n!").size, (Size{4, 5}));
  EXPECT_EQ(read_rle("1048575$1048575bo!").size, (Size{kMaxSide, kMaxSide}));
}

TEST(ReadRle, StatesTheRuleOfHeaderOrComment) {
  EXPECT_EQ(read_rle("o!").rule, std::nullopt);
  EXPECT_EQ(read_rle("x = 1, y = 1\no!").rule, std::nullopt);
  EXPECT_EQ(read_rle("x = 1, y = 1, rule = B36/S23\no!").rule, Rule::parse("B36/S23"));
  EXPECT_EQ(read_rle("#r 23/36\nx = 1, y = 1\no!").rule, Rule::parse("B36/S23"));
  EXPECT_EQ(read_rle("#random\nx = 1, y = 1\no!").rule, std::nullopt);
  EXPECT_EQ(read_rle("#R -1 -1\nx = 1, y = 1\no!").rule, std::nullopt);
}

TEST(ReadRle, TakesAPositionAfterCellsThatItKeepsInReach) {
  const Pattern pattern = read_rle("x = 1000000, y = 3\no$\n#CXRLE Pos=1999999999,0\n!");
  EXPECT_EQ(pattern.position, (Position{0, 1999999999}));
}

TEST(ReadRle, RefusesBadInputWithLineAndColumn) {
  const std::string rule_needs =
      ": an isotropic non-totalistic rule (Hensel's notation) is not supported; needs an "
      "outer-totalistic rule as B3/S23, b3s23, 23/3 (survival/birth) or a name such as HighLife";
  const std::string grid_needs =
      "needs :T30,20 (a torus 30 wide, 20 high) or :P30,20 (a plane, dead beyond its edges), each "
      "side from 1 to 1048576, at most 4294967296 cells";
  const std::string position_needs = ": needs Pos=x,y, each from -2000000000 to 2000000000";
  const std::pair<const char*, std::string> cases[] = {
      {"", "line 1, column 1: the text is empty"},
      {"x = 36, y = 9, rule = B3/S2",
       "line 1, column 28: the text ends without !: a torn pattern?"},
      {"x = 3, y = 3\nbob$\n2bo$3o\n",
       "line 3, column 7: the text ends without !: a torn pattern?"},
      {"x = 3, y = 3, x = 5\no!", "line 1, column 15: header part x stated twice"},
      {"#CXRLE Pos=2000000000,0\nx = 2, y = 1\nbo!",
       "line 3, column 2: cell x = 2000000001, y = 0: needs coordinates from -2000000000 to "
       "2000000000"},
      {"bob$2bo$3", "line 1, column 9: count 3 without a symbol right after it"},
      {"x = 3, y = 3\nbo\n2\no!", "line 3, column 1: count 2 without a symbol right after it"},
      {"b2 o!", "line 1, column 2: count 2 without a symbol right after it"},
      {"b02o!", "line 1, column 2: a count that begins with 0"},
      {"b0o!", "line 1, column 2: a count that begins with 0"},
      {"bo3!", "line 1, column 3: a count before !"},
      {"bob$2zo!",
       "line 1, column 6: unknown symbol 'z': needs b . o A $ or !, or a count before one"},
      {"bo\x01!",
       "line 1, column 3: unknown symbol byte 0x01: needs b . o A $ or !, or a count before one"},
      {"bo\xff!",
       "line 1, column 3: unknown symbol byte 0xff: needs b . o A $ or !, or a count before one"},
      {"1000000000000o!", "line 1, column 1: count 1000000000000: needs at most 1048576"},
      {"99999999999999999999999b!",
       "line 1, column 1: count 99999999999999999999999: needs at most 1048576"},
      {"1048576oo!", "line 1, column 9: more than 1048576 cells in a row"},
      {"1048576$o!", "line 1, column 9: more than 1048576 rows"},
      {"1048576$$", "line 1, column 9: more than 1048576 rows"},
      {"x = 1000000000, y = 1000000000\no!",
       "line 1, column 5: x = 1000000000: needs a whole number from 0 to 1048576"},
      {"x = 3, y = -3\no!", "line 1, column 12: y = -3: needs a whole number from 0 to 1048576"},
      {"x =  , y = 3\no!", "line 1, column 6: x = : needs a whole number from 0 to 1048576"},
      {"x = 3, z = 3\no!", "line 1, column 8: header part z: needs x = , y = or rule = "},
      {"x = 3, y\no!", "line 1, column 8: header part y: needs x = , y = or rule = "},
      {"x = 3, y = 3, rule = B3/S23:T0,20\no!",
       "line 1, column 22: bounded grid :T0,20: a side without bound (0) is not supported; " +
           grid_needs},
      {"x = 3, y = 3, rule = B3/S23:P1000000000,1000000000\no!",
       "line 1, column 22: bounded grid :P1000000000,1000000000: " + grid_needs},
      {"#CXRLE Gen=-1\no!",
       "line 1, column 8: Gen=-1: needs Gen= with a whole number from 0 to 2^63 - 1"},
      {"#CXRLE Gen=9223372036854775808\no!",
       "line 1, column 8: Gen=9223372036854775808: needs Gen= with a whole number from 0 to 2^63 - "
       "1"},
      {"#C\n#CXRLE Gen=1 Pos=1\no!", "line 2, column 14: Pos=1" + position_needs},
      {"#CXRLE Pos=1,2000000001\no!", "line 1, column 8: Pos=1,2000000001" + position_needs},
      {"#CXRLE Pos=,\no!", "line 1, column 8: Pos=," + position_needs},
      {"#r B2-a/S12\no!", "line 1, column 4: rule B2-a/S12" + rule_needs},
      {"o$\nx = 3, y = 3\no!",
       "line 2, column 1: unknown symbol 'x': needs b . o A $ or !, or a count before one"},
  };
  for (const auto& [text, message] : cases) {
    SCOPED_TRACE(text);
    expect_refused([text = text] { read_rle(text); }, message);
  }
}

TEST(ReadRle, StatesPositionGenerationAndBoundedGrid) {
  const Pattern pattern = read_rle(
      "#CXRLE Pos=5,-1377 Gen=3480106827776\nx = 3, y = 3, rule = B36/S23:P30,20\nbob$2bo$3o!");
  EXPECT_EQ(pattern.position, (Position{-1377, 5}));
  EXPECT_EQ(pattern.generation, 3480106827776);
  EXPECT_EQ(pattern.rule, Rule::parse("B36/S23"));
  EXPECT_EQ(pattern.grid, (BoundedGrid{Topology::dead_edge, {20, 30}}));
  EXPECT_EQ(read_rle("#r 23/3:T4\no!").grid, (BoundedGrid{Topology::torus, {4, 4}}));
  EXPECT_EQ(read_rle("x = 1, y = 1, rule = Day & Night\no!").rule, Rule::parse("B3678/S34678"));
  const Pattern plain = read_rle("x = 3, y = 3, rule = B3/S23\no!");
  EXPECT_EQ(plain.grid, std::nullopt);
  EXPECT_EQ(plain.position, (Position{0, 0}));
  EXPECT_EQ(plain.generation, 0);
}

// Where bgolly 3.3 has the top-left cell, as its macrocell output says.
TEST(ReadRle, PlacesAPatternWithoutAPositionOnItsGridAsGollyDoes) {
  const std::pair<const char*, Position> cases[] = {
      {"x = 3, y = 3, rule = B3/S23:T30,20\n", {-1, -1}},
      {"x = 4, y = 4, rule = B3/S23:T31,21\n", {-2, -2}},
      {"x = 1, y = 1, rule = B3/S23:T10,10\n", {0, 0}},
      {"x = 100, y = 1, rule = B3/S23:T10,11\n", {-5, -5}},
      {"x = 0, y = 0, rule = B3/S23:T10,11\n", {-5, -5}},
      {"#r B3/S23:T10,10\n", {0, 0}},
  };
  for (const auto& [header, position] : cases) {
    EXPECT_EQ(read_rle(header + std::string("bob$2bo$3o!")).position, position) << header;
  }
}

TEST(ReadRle, KeepsComments) {
  const Pattern pattern = read_rle(
      "#N Glider\n#O Richard K. Guy\n#C  indented\n#C\n#random\nx = 3, y = 3\n# in "
      "between\nbob$2bo$3o!\n#C after the end");
  EXPECT_EQ(pattern.comments,
            "Name: Glider\nAuthor: Richard K. Guy\n indented\n\nrandom\n in between\n");
}

void expect_short_lines(const std::string& text) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    ASSERT_NE(end, text.npos) << "no line end after the last line";
    EXPECT_LT(end - begin, 70u);
    begin = end + 1;
  }
}

TEST(WriteRle, OmitsDeadCellsAtTheEnd) {
  Board board(5, 70, Topology::torus);
  EXPECT_EQ(write_rle(board, Rule::conway()), "x = 70, y = 5, rule = B3/S23:T70,5\n!\n");
  board.set(1, 2, true);
  board.set(3, 60, true);
  for (int x = 62; x < 70; ++x) board.set(3, x, true);
  EXPECT_EQ(write_rle(board, Rule::parse("23/36")),
            "x = 70, y = 5, rule = B36/S23:T70,5\n$2bo2$60bob8o!\n");
}

TEST(WriteRle, KeepsAllThatAPatternHolds) {
  const std::string text =
      "#CXRLE Pos=-7,12 Gen=300\n"
      "#N Glider\n"
      "#O Richard K. Guy\n"
      "#C\n"
      "#C moves by one cell down and to the right in four generations, which\n"
      "#C is more than a line holds\n"
      "x = 5, y = 4, rule = B3/S23:P30,20\n"
      "$bo$2bo!\n";
  EXPECT_EQ(write_rle(read_rle(text)), text);
  for (const char* less :
       {"#CXRLE Pos=1,0\nx = 0, y = 0\n!\n", "x = 3, y = 3\nbo$2bo$3o!\n",
        "x = 1, y = 1, rule = B3/S23:T8,9\no!\n", "#CXRLE Pos=0,0 Gen=1\nx = 1, y = 1\no!\n"}) {
    EXPECT_EQ(write_rle(read_rle(less)), less);
  }
}

TEST(WriteRle, BreaksLongComments) {
  const std::string ten = "123456789 ", six = "\xc3\xa4\xc3\xa4\xc3\xa4";
  Pattern pattern;
  for (int i = 0; i < 30; ++i) pattern.comments += ten;
  pattern.comments += "\nName: ";
  for (int i = 0; i < 30; ++i) pattern.comments += six;
  pattern.comments += "\n";
  pattern.comments.append(200, ' ').append("x\n");
  pattern.comments.append("Name: ").append(60, 'x').append(" Author: x\n");
  pattern.comments.append("Name: ").append(80, ' ').append("x\nName: \n");
  const std::string text = write_rle(pattern);
  expect_short_lines(text);
  EXPECT_EQ(text.find("#N \xc3\xa4"), 5 * 63u);
  EXPECT_NE(text.find("\xc3\xa4\n#C \xc3\xa4"), text.npos) << "a character is torn";
  EXPECT_EQ(write_rle(read_rle(text)), text);
}

TEST(WriteRle, RandomBoardsComeBack) {
  const base::Stream stream(7, "rle");
  std::uint64_t index = 0;
  for (const Size size : {Size{1, 1}, Size{3, 200}, Size{64, 64}, Size{65, 33}, Size{20, 129}}) {
    for (const double density : {0.0, 0.02, 0.5, 0.98, 1.0}) {
      Board board(size.height, size.width, Topology::torus);
      soup(board, density, stream, index++);
      const std::string text = write_rle(board, Rule::parse("B36/S23"));
      expect_short_lines(text);
      const Pattern pattern = read_rle(text);
      EXPECT_EQ(pattern.size, size);
      EXPECT_EQ(pattern.rule, Rule::parse("B36/S23"));
      EXPECT_EQ(board_of(pattern), board);
      EXPECT_EQ(write_rle(pattern), text);
    }
  }
}

}  // namespace
}  // namespace life
