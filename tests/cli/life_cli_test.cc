#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/build_info.h"
#include "base/file.h"
#include "cli/life_program.h"
#include "life/pattern_file.h"

namespace cli {
namespace {

using LifeRun = LifeProgram;
using LifeSoup = LifeProgram;
using LifeConvert = LifeProgram;
using LifeInfo = LifeProgram;

TEST_F(LifeProgram, HelpAndVersion) {
  const CommandResult help = life({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_NE(help.out.find("  run      run a pattern"), std::string::npos);
  for (const char* command : {"run", "soup", "convert", "info"}) {
    const CommandResult result = life({command, "--help"});
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_EQ(result.err, "");
    EXPECT_NE(result.out.find("Usage:\n  life " + std::string(command)), std::string::npos);
  }
  const CommandResult version = life({"--version"});
  EXPECT_EQ(version.out, base::version_line() + "\n");
  EXPECT_EQ(version.exit_code, 0);
}

TEST_F(LifeProgram, UnknownCommands) {
  expect_error({}, 2, "needs a command: run, soup, convert or info; see 'life --help'");
  expect_error({"walk"}, 2, "walk: needs a command: run, soup, convert or info; see 'life --help'");
  expect_error({"--size"}, 2,
               "--size: needs a command: run, soup, convert or info; see 'life --help'");
}

TEST_F(LifeRun, PrintsFirstAndLastGeneration) {
  const CommandResult acorn =
      life({"run", vector_file("acorn"), "--size", "2640x2640", "--generations", "5206"});
  EXPECT_EQ(acorn.out, "generation,population\n0,7\n5206,633\n");
  EXPECT_EQ(acorn.err, "");
  EXPECT_EQ(acorn.exit_code, 0);
  const CommandResult still = life(
      {"run", vector_file("acorn"), "--size=16x16", "--generations=0", "--topology=dead-edge"});
  EXPECT_EQ(still.out, "generation,population\n0,7\n");
}

TEST_F(LifeRun, WritesTheFinalBoard) {
  const CommandResult result =
      life({"run", vector_file("glider"), "--size", "5x6", "--generations", "4", "--out", file_});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(base::read_file(file_), "x = 6, y = 5, rule = B3/S23:T6,5\n2$3bo$4bo$2b3o!\n");
}

TEST_F(LifeRun, RuleOfTheFlagThenOfTheFileThenConways) {
  base::write_file(file_, "x = 3, y = 1, rule = B/S\n3o!");
  const std::vector<std::string> run = {"run", file_, "--size", "8x8", "--generations", "1"};
  EXPECT_EQ(life(run).out, "generation,population\n0,3\n1,0\n");
  std::vector<std::string> with_rule = run;
  with_rule.insert(with_rule.end(), {"--rule", "b/s012"});
  EXPECT_EQ(life(with_rule).out, "generation,population\n0,3\n1,3\n");
  base::write_file(file_, "3o!");
  EXPECT_EQ(life(run).out, "generation,population\n0,3\n1,3\n");
}

TEST_F(LifeRun, TakesInaccurateHeaders) {
  for (const char* header : {"x = 1, y = 1\n", "x = 999, y = 999\n", ""}) {
    base::write_file(file_, header + std::string("bob$2bo$3o!"));
    const CommandResult result = life({"run", file_, "--size", "8x8", "--generations", "32"});
    EXPECT_EQ(result.out, "generation,population\n0,5\n32,5\n") << header;
  }
}

TEST_F(LifeRun, TakesTheBoardFromTheFilesGridUnlessAFlagSaysOtherwise) {
  std::ofstream(file_) << "x = 3, y = 1, rule = B3/S23:P5,1\n3o!\n";
  const auto end_of = [&](const std::vector<std::string>& more) {
    std::vector<std::string> all = {"run", file_, "--generations", "1", "--ascii"};
    all.insert(all.end(), more.begin(), more.end());
    const std::string out = life(all).out;
    return out.substr(out.find("\n\n") + 2);
  };
  EXPECT_EQ(end_of({}), "..O..\n");
  EXPECT_EQ(end_of({"--topology", "torus"}), "O...O\n");
  EXPECT_EQ(end_of({"--size", "3x3"}), ".O.\n.O.\n.O.\n");
  EXPECT_EQ(end_of({"--size", "3x3", "--rule", "B/S2"}), "...\n.O.\n...\n");
}

TEST_F(LifeRun, ASoupOnATorusAfterTenThousandGenerationsIsGollys) {
  const std::string soup = file_ + ".soup.rle";
  EXPECT_EQ(life({"soup", "--size", "256x256", "--density", "0.375", "--seed", "1", "--out", soup})
                .exit_code,
            0);
  EXPECT_EQ(life({"run", soup, "--generations", "10000", "--out", file_}).exit_code, 0);
  std::filesystem::remove(soup);
  const auto board_in = [](const std::string& path) {
    return ::life::board_of(::life::read_pattern(base::read_file(path)));
  };
  EXPECT_EQ(board_in(file_), board_in(vector_file("soup_256_torus_10000")));
}

TEST_F(LifeRun, UsageErrors) {
  const std::string glider = vector_file("glider");
  const std::string flags =
      "; the flags are --generations, --size, --topology, --rule, --every, --out, --png, --ascii, "
      "--threads, --quiet, --help";
  expect_error({"run", "--size", "8x8", "--generations", "1"}, 2,
               "run: needs a PATTERN file to run");
  expect_error({"run", glider, "--size", "8x8"}, 2, "--generations: missing, needs a whole number");
  expect_error(
      {"run", glider, "--generations", "8"}, 2,
      "--size: missing, needs HEIGHTxWIDTH such as 64x64: the file is of an unbounded plane, which "
      "is not supported");
  expect_error({"run", glider, "--generations"}, 2,
               "Option ‘generations’ is missing an argument" + flags);
  expect_error({"run", glider, "--each", "5"}, 2, "Option ‘each’ does not exist" + flags);
  // The last of a flag's values counts.
  const auto with = [&](const std::vector<std::string>& more) {
    std::vector<std::string> all = {"run", glider, "--size", "8x8", "--generations", "1"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  expect_error(with({"other.rle"}), 2, "other.rle: one argument too many");
  for (const std::string count : {"-1", "1e3", "", "1000000000001"}) {
    expect_error(with({"--generations", count}), 2,
                 "--generations " + count + ": needs a whole number from 0 to 1000000000000");
  }
  expect_error(with({"--size", "0x8"}), 2,
               "--size 0x8: needs HEIGHTxWIDTH, each from 1 to 1048576, at most 4294967296 cells");
  expect_error(with({"--size", "3x2"}), 2,
               glider + ": pattern of 3x3 cells: does not fit on a board of 3x2");
  expect_error(with({"--threads", "0"}), 2, "--threads 0: needs a whole number from 1 to 1024");
  expect_error(with({"--out", "glider.cells"}), 2,
               "--out glider.cells: writes RLE; 'life convert' writes other formats");
  expect_error(with({"--topology", "sphere"}), 2, "--topology sphere: needs torus or dead-edge");
  expect_error(with({"--rule", "B3/S2a"}), 2,
               "--rule B3/S2a: an isotropic non-totalistic rule (Hensel's notation) is not "
               "supported; needs an outer-totalistic rule as B3/S23, b3s23, 23/3 (survival/birth) "
               "or a name such as HighLife");
}

TEST_F(LifeRun, FilesThatCannotBeReadOrWritten) {
  const auto run = [](const std::vector<std::string>& more) {
    std::vector<std::string> all = {"run", "--size", "8x8", "--generations", "1"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  expect_error(run({"/nowhere/glider.rle"}), 1,
               "/nowhere/glider.rle: cannot read: No such file or directory");
  expect_error(run({vector_file("glider"), "--out", "/nowhere/out.rle"}), 1,
               "/nowhere/out.rle: cannot write: No such file or directory");
  base::write_file(file_, "x = 3, y = 3\nbob$2bo$3");
  expect_error(run({file_}), 2,
               file_ + ": line 2, column 9: count 3 without a symbol right after it");
}

TEST_F(LifeSoup, IsTheSameBoardForTheSameSeed) {
  const std::vector<std::string> soup = {"soup",   "--size", "4x40",  "--density", "0.375",
                                         "--seed", "7",      "--out", file_};
  const CommandResult result = life(soup);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(base::read_file(file_),
            "x = 40, y = 4, rule = B3/S23:T40,4\n"
            "2b2obo2b2obo3bo4bob2obobobo5bobo$2bo2b2o7bobo3b2obobobobobob3ob2o$2b\n"
            "2ob3obobobo4bo4b2ob2obo2b3obobo$o2b2o3bobo7bo2bo8bobobo2bobo!\n");
  const CommandResult run =
      life({"run", file_, "--size", "4x40", "--generations", "0", "--topology", "dead-edge"});
  EXPECT_EQ(run.out, "generation,population\n0,63\n");
}

TEST_F(LifeSoup, UsageErrors) {
  const std::string out = file_;
  expect_error({"soup", "--size", "8x8", "--density", "1.1", "--out", out}, 2,
               "--density 1.1: needs a number from 0 to 1");
  expect_error({"soup", "--size", "8x8", "--density", "nan", "--out", out}, 2,
               "--density nan: needs a number from 0 to 1");
  expect_error({"soup", "--size", "8x8", "--density", "0.5", "--seed", "-1", "--out", out}, 2,
               "--seed -1: needs a whole number from 0 to 9223372036854775807");
  expect_error({"soup", "--size", "8x8", "--density", "0.5"}, 2,
               "--out: missing, needs a file to write");
  expect_error({"soup", "--size", "8x8", "--out", out}, 2,
               "--density: missing, needs a number from 0 to 1");
  expect_error({"soup", "extra", "--size", "8x8", "--density", "0.5", "--out", out}, 2,
               "extra: one argument too many");
  expect_error({"soup", "--size", "8x8", "--density", "0.5", "--out", "/nowhere/soup.rle"}, 1,
               "/nowhere/soup.rle: cannot write: No such file or directory");
  expect_error({"soup", "--size", "8x8", "--density", "0.5", "--out", "soup.lif"}, 2,
               "--out soup.lif: writes RLE; 'life convert' writes other formats");
  EXPECT_FALSE(std::filesystem::exists(out));
}

TEST_F(LifeConvert, RefusesToWriteOntoItsInput) {
  std::filesystem::copy_file(vector_file("glider"), file_);
  expect_error({"convert", file_, file_}, 2, "OUT " + file_ + ": needs another file than " + file_);
}

TEST_F(LifeConvert, WritesTheFormatThatTheNameSays) {
  const std::string glider = vector_file("glider");
  const std::string rle = "#N Glider\nx = 3, y = 3, rule = B3/S23\nbo$2bo$3o!\n";
  struct Case {
    std::string extension, text, back;
  };
  const Case cases[] = {
      {".rle", rle, rle},
      {".cells", "!Name: Glider\n!\n.O.\n..O\nOOO\n", "#N Glider\nx = 3, y = 3\nbo$2bo$3o!\n"},
      {".lif", "#Life 1.05\n#D Name: Glider\n#N\n#P 0 0\n.*\n..*\n***\n", rle},
  };
  for (const auto& [extension, text, back] : cases) {
    const std::string out = file_ + extension;
    const CommandResult result = life({"convert", glider, out});
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(result.err, "");
    EXPECT_EQ(base::read_file(out), text);
    EXPECT_EQ(life({"convert", out, file_}).err, "");
    EXPECT_EQ(base::read_file(file_), back);
    std::filesystem::remove(out);
  }
}

TEST_F(LifeConvert, NamesWhatTheFormatCannotHold) {
  base::write_file(file_,
                   "#CXRLE Pos=1,-2 Gen=3\n#N Dot\nx = 1, y = 1, rule = HighLife:T30,20\no!");
  const CommandResult cells = life({"convert", file_, "/dev/stdout", "--format", "cells"});
  EXPECT_EQ(cells.out, "!Name: Dot\n!\nO\n");
  EXPECT_EQ(
      cells.err,
      "life: note: /dev/stdout: cells cannot hold the rule B36/S23, the bounded grid :T30,20, the "
      "position x = 1, y = -2, the generation 3\n");
  EXPECT_EQ(cells.exit_code, 0);
  const CommandResult life_106 = life({"convert", file_, "/dev/stdout", "--format=life-1.06"});
  EXPECT_EQ(life_106.out, "#Life 1.06\n1 -2\n");
  EXPECT_EQ(
      life_106.err,
      "life: note: /dev/stdout: life-1.06 cannot hold the rule B36/S23, the bounded grid :T30,20, "
      "the generation 3, the comments\n");
  const CommandResult rle = life({"convert", file_, "/dev/stdout", "--format=rle"});
  EXPECT_EQ(rle.out, "#CXRLE Pos=1,-2 Gen=3\n#N Dot\nx = 1, y = 1, rule = B36/S23:T30,20\no!\n");
  EXPECT_EQ(rle.err, "");
}

TEST_F(LifeConvert, UsageErrors) {
  const std::string glider = vector_file("glider");
  expect_error({"convert"}, 2, "convert: needs two files, IN and OUT");
  expect_error({"convert", glider}, 2, "convert: needs two files, IN and OUT");
  expect_error({"convert", glider, file_, "more"}, 2, "more: one argument too many");
  expect_error({"convert", glider, "glider.txt"}, 2,
               "glider.txt: needs a name that ends in .rle, .cells, .lif (Life 1.05), _106.lif or "
               ".life (Life 1.06), or --format");
  expect_error({"convert", glider, file_, "--format", "mc"}, 2,
               "--format mc: needs rle, cells, life-1.05 or life-1.06");
  expect_error({"convert", "/nowhere/glider.rle", file_}, 1,
               "/nowhere/glider.rle: cannot read: No such file or directory");
  expect_error({"convert", glider, "/nowhere/glider.cells"}, 1,
               "/nowhere/glider.cells: cannot write: No such file or directory");
  EXPECT_FALSE(std::filesystem::exists(file_));
  base::write_file(file_, "x = 1048576, y = 1048576\no!");
  expect_error({"convert", file_, "wide.cells"}, 2,
               "wide.cells: pattern of 1048576x1048576: more than the 67108864 cells that are "
               "written as plaintext");
}

TEST_F(LifeInfo, PrintsALineAThing) {
  const CommandResult gun = life({"info", vector_file("gosper_gun")});
  EXPECT_EQ(gun.out,
            "format:       rle\n"
            "size:         9x36\n"
            "population:   36\n"
            "rule:         B3/S23\n"
            "bounding box: 9x36 at x = 0, y = 0\n");
  EXPECT_EQ(gun.err, "");
  EXPECT_EQ(gun.exit_code, 0);
  base::write_file(file_, "#CXRLE Pos=-4,2 Gen=12\nx = 9, y = 7, rule = HighLife:P30,20\n$2bo!");
  EXPECT_EQ(life({"info", file_}).out,
            "format:       rle\n"
            "size:         7x9\n"
            "population:   1\n"
            "rule:         B36/S23\n"
            "bounding box: 1x1 at x = -2, y = 3\n"
            "bounded grid: 20x30 dead-edge (:P30,20)\n"
            "generation:   12\n");
  base::write_file(file_, "!\n");
  EXPECT_EQ(life({"info", file_}).out,
            "format:       cells\n"
            "size:         0x0\n"
            "population:   0\n"
            "rule:         none stated (B3/S23)\n"
            "bounding box: none\n");
}

TEST_F(LifeInfo, Errors) {
  expect_error({"info"}, 2, "info: needs a pattern file");
  expect_error({"info", file_, "more"}, 2, "more: one argument too many");
  expect_error({"info", "/nowhere/glider.rle"}, 1,
               "/nowhere/glider.rle: cannot read: No such file or directory");
  const std::pair<const char*, const char*> cases[] = {
      {"1000000000000o!", "line 1, column 1: count 1000000000000: needs at most 1048576"},
      {"x = 1000000000, y = 1000000000\no!",
       "line 1, column 5: x = 1000000000: needs a whole number from 0 to 1048576"},
      {"x = 3, y = 3, rule = B3/S23:K30*,20\no!",
       "line 1, column 22: bounded grid :K30*,20: a Klein bottle is not supported; needs :T30,20 "
       "(a "
       "torus 30 wide, 20 high) or :P30,20 (a plane, dead beyond its edges), each side from 1 to "
       "1048576, at most 4294967296 cells"},
      {"\x7f"
       "ELF\x02\x01",
       "line 1, column 1: unknown symbol byte 0x7f: needs b . o A $ or !, or a count before one"},
      {"#Life 1.06\n0 0\n0 x\n",
       "line 3, column 1: 0 x: needs x y, each from -2000000000 to 2000000000"},
  };
  for (const auto& [text, line] : cases) {
    base::write_file(file_, text);
    expect_error({"info", file_}, 2, file_ + ": " + line);
  }
}

}  // namespace
}  // namespace cli
