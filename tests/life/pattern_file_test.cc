#include "life/pattern_file.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "expect_refused.h"
#include "life/rle.h"
#include "life/soup.h"

namespace life {
namespace {

constexpr PatternFormat kFormats[] = {PatternFormat::rle, PatternFormat::cells,
                                      PatternFormat::life_105, PatternFormat::life_106};

/// Runs where they lie, so that formats with and without a size compare.
std::vector<life::Run> placed_runs(const Pattern& pattern) {
  std::vector<life::Run> runs = pattern.runs;
  for (Run& run : runs) {
    run.y += pattern.position.y;
    run.x += pattern.position.x;
  }
  return runs;
}

Pattern vector_pattern(const std::string& name) {
  return read_pattern(base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/" + name));
}

TEST(PatternFormat, HasANameEach) {
  for (const PatternFormat format : kFormats) {
    EXPECT_EQ(parse_pattern_format(to_string(format), "--format"), format);
  }
  expect_refused([] { parse_pattern_format("lif", "--format"); },
                 "--format lif: needs rle, cells, life-1.05 or life-1.06");
}

TEST(PatternFormat, OfAFilesName) {
  EXPECT_EQ(format_of_name("a/b.cells/glider.rle"), PatternFormat::rle);
  EXPECT_EQ(format_of_name("glider.cells"), PatternFormat::cells);
  EXPECT_EQ(format_of_name("glider.lif"), PatternFormat::life_105);
  EXPECT_EQ(format_of_name("glider_105.lif"), PatternFormat::life_105);
  EXPECT_EQ(format_of_name("glider_106.lif"), PatternFormat::life_106);
  EXPECT_EQ(format_of_name("glider.life"), PatternFormat::life_106);
  EXPECT_EQ(format_of_name("/dev/stdout"), std::nullopt);
  EXPECT_EQ(format_of_name("glider.txt"), std::nullopt);
}

TEST(PatternFormat, OfAText) {
  const std::pair<const char*, PatternFormat> cases[] = {
      {"x = 3, y = 3\nbob$2bo$3o!", PatternFormat::rle},
      {"#C comment\nbob$2bo$3o!", PatternFormat::rle},
      {"#R -1 -1\nx = 1, y = 1\no!", PatternFormat::rle},
      {"bob$2bo$3o!", PatternFormat::rle},
      {"o!", PatternFormat::rle},
      {".A.$!", PatternFormat::rle},
      {"", PatternFormat::rle},
      {"!Name: Glider\n.O.", PatternFormat::cells},
      {"\r\n\n.O.\n..O\nOOO", PatternFormat::cells},
      {"**\n**\n", PatternFormat::cells},
      {"#Life 1.05\n#P 0 0\n*", PatternFormat::life_105},
      {"#P 0 0\n*", PatternFormat::life_105},
      {"\n#Life 1.06\n0 0\n", PatternFormat::life_106},
  };
  for (const auto& [text, format] : cases) EXPECT_EQ(format_of_text(text), format) << text;
}

TEST(PatternFormat, NamesFilesOfOthers) {
  const std::string needs = ": needs RLE, plaintext (.cells), Life 1.05 or Life 1.06";
  expect_refused([] { read_pattern("[M2] (golly 3.3)\n#R B3/S23\n"); },
                 "line 1, column 1: a macrocell file" + needs);
  expect_refused([] { read_pattern("\n#MCell 4.00\n"); },
                 "line 2, column 1: an MCell file" + needs);
  expect_refused([] { read_pattern("\x1f\x8b\x08"); },
                 "line 1, column 1: a gzip-compressed file" + needs);
  expect_refused([] { read_pattern("PK\x03\x04"); }, "line 1, column 1: a zip archive" + needs);
  expect_refused(
      [] {
        read_pattern(
            "\x7f"
            "ELF\x02");
      },
      "line 1, column 1: unknown symbol byte 0x7f: needs b . o A $ or !, or a count "
      "before one");
}

TEST(ReadPattern, AGliderInEveryFormat) {
  const std::vector<life::Run> glider{{0, 1, 1}, {1, 2, 1}, {2, 0, 3}};
  for (const char* name : {"glider.rle", "glider.cells", "glider_105.lif", "glider_106.lif"}) {
    const Pattern pattern = vector_pattern(name);
    EXPECT_EQ(pattern.runs, glider) << name;
    EXPECT_EQ(pattern.size, (Size{3, 3})) << name;
    EXPECT_EQ(pattern.position, (Position{0, 0})) << name;
  }
}

TEST(WritePattern, EveryFormatReadsBack) {
  for (const char* name : {"acorn.rle", "blinker.rle", "glider.rle", "gosper_gun.rle"}) {
    const Pattern pattern = vector_pattern(name);
    for (const PatternFormat format : kFormats) {
      SCOPED_TRACE(std::string(name) + " " + std::string(to_string(format)));
      const std::string text = write_pattern(pattern, format);
      EXPECT_EQ(format_of_text(text), format);
      const Pattern back = read_pattern(text);
      EXPECT_EQ(placed_runs(back), placed_runs(pattern));
      EXPECT_EQ(back.size, pattern.size);
      EXPECT_EQ(back.comments, format == PatternFormat::life_106 ? "" : pattern.comments);
      EXPECT_EQ(write_pattern(back, format), text);
    }
  }
}

TEST(WritePattern, RandomBoardsReadBack) {
  std::uint64_t index = 0;
  for (const Topology topology : {Topology::torus, Topology::dead_edge}) {
    for (const Size size : {Size{1, 1}, Size{3, 200}, Size{65, 33}, Size{20, 129}}) {
      for (const double density : {0.0, 0.02, 0.5, 1.0}) {
        Board board(size.height, size.width, topology);
        soup(board, density, base::Stream(7, "formats"), index++);
        const Rule rule = Rule::parse("B36/S23");
        for (const PatternFormat format : kFormats) {
          SCOPED_TRACE(to_string(size) + " " + std::string(to_string(format)));
          Pattern back = read_pattern(write_pattern(board, rule, format));
          const bool rule_held = format == PatternFormat::rle || format == PatternFormat::life_105;
          EXPECT_EQ(back.rule, rule_held ? std::optional(rule) : std::nullopt);
          if (!rule_held) back.grid = BoundedGrid{topology, size};
          if (format == PatternFormat::cells) back.position = back.grid->corner();
          EXPECT_EQ(board_of(back), board);
        }
      }
    }
  }
}

TEST(ReadPattern, TakesAByteOrderMarkAndLinesOfAllSystems) {
  const Pattern glider = read_pattern("!Name: Glider\n.O.\n..O\nOOO\n");
  for (const char* const text :
       {"\xef\xbb\xbf!Name: Glider\n.O.\n..O\nOOO\n", "!Name: Glider\r\n.O.\r\n..O\r\nOOO\r\n",
        "!Name: Glider\r\r\n.O.\r\r\n..O\r\r\nOOO\r\r\n", "!Name: Glider\r.O.\r..O\rOOO"}) {
    const Pattern pattern = read_pattern(text);
    EXPECT_EQ(pattern.runs, glider.runs);
    EXPECT_EQ(pattern.comments, glider.comments);
  }
}

TEST(LostIn, NamesWhatAFormatCannotHold) {
  const Pattern full =
      read_rle("#CXRLE Pos=1,-2 Gen=3\n#N Dot\nx = 1, y = 1, rule = HighLife:T30,20\no!");
  EXPECT_EQ(lost_in(PatternFormat::rle, full), "");
  EXPECT_EQ(lost_in(PatternFormat::cells, full),
            "the rule B36/S23, the bounded grid :T30,20, the position x = 1, y = -2, the "
            "generation 3");
  EXPECT_EQ(lost_in(PatternFormat::life_105, full), "the generation 3");
  EXPECT_EQ(lost_in(PatternFormat::life_106, full),
            "the rule B36/S23, the bounded grid :T30,20, the generation 3, the comments");
  const Pattern dot = read_rle("x = 30, y = 20\no!");
  EXPECT_EQ(lost_in(PatternFormat::cells, dot), "");
  EXPECT_EQ(lost_in(PatternFormat::life_105, dot), "the size 20x30");
  EXPECT_EQ(lost_in(PatternFormat::life_106, dot), "the size 20x30");
  const Pattern glider = read_rle("x = 3, y = 3, rule = B3/S23\nbob$2bo$3o!");
  for (const PatternFormat format : kFormats) EXPECT_EQ(lost_in(format, glider), "");
}

}  // namespace
}  // namespace life
