#include <gtest/gtest.h>

#include <filesystem>

#include "base/build_info.h"
#include "base/file.h"
#include "cli/life_program.h"

namespace cli {
namespace {

using LifeRun = LifeProgram;
using LifeSoup = LifeProgram;

TEST_F(LifeProgram, HelpAndVersion) {
  const CommandResult help = life({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_NE(help.out.find("  run   run a pattern"), std::string::npos);
  for (const char* command : {"run", "soup"}) {
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
  expect_error({}, 2, "needs a command, run or soup; see 'life --help'");
  expect_error({"walk"}, 2, "walk: needs a command, run or soup; see 'life --help'");
  expect_error({"--size"}, 2, "--size: needs a command, run or soup; see 'life --help'");
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
  EXPECT_EQ(base::read_file(file_), "x = 6, y = 5, rule = B3/S23\n2$3bo$4bo$2b3o!\n");
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

TEST_F(LifeRun, UsageErrors) {
  const std::string glider = vector_file("glider");
  const std::string flags =
      "; the flags are --size, --generations, --topology, --rule, --every, --out, --png, --ascii, "
      "--quiet, --help";
  expect_error({"run", "--size", "8x8", "--generations", "1"}, 2,
               "run: needs a PATTERN.rle to run");
  expect_error({"run", glider, "--size", "8x8"}, 2, "--generations: missing, needs a whole number");
  expect_error({"run", glider, "--generations", "8"}, 2,
               "--size: missing, needs HEIGHTxWIDTH such as 64x64");
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
  expect_error(with({"--size", "3x2"}), 2, "pattern of 3x3 cells: does not fit on a board of 3x2");
  expect_error(with({"--topology", "sphere"}), 2, "--topology sphere: needs torus or dead-edge");
  expect_error(with({"--rule", "B3/S2a"}), 2,
               "--rule B3/S2a: needs B3/S23, b3s23 or 23/3 (survival/birth), with digits 0 to 8, "
               "each at most once a side");
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
            "x = 40, y = 4, rule = B3/S23\n"
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
  EXPECT_FALSE(std::filesystem::exists(out));
}

}  // namespace
}  // namespace cli
