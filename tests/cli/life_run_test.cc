#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "base/file.h"
#include "cli/life_program.h"
#include "life/png.h"
#include "life/rle.h"

namespace cli {
namespace {

using testing::MatchesRegex;
using testing::StartsWith;
namespace fs = std::filesystem;

/// Two more files of the running test's own.
class LifeRunOutput : public LifeProgram {
 protected:
  ~LifeRunOutput() override {
    for (const std::string& file : {png_, expected_png_}) fs::remove(file);
  }

  std::string png_ = file_ + ".png";
  std::string expected_png_ = file_ + ".expected.png";
};

std::vector<std::string> run(const std::string& pattern, const std::string& size,
                             const std::string& generations,
                             const std::vector<std::string>& more = {}) {
  std::vector<std::string> all{"run", vector_file(pattern), "--size",
                               size,  "--generations",      generations};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

/// Through a shell that knows the program as "$0" and its arguments as "$@".
CommandResult life_in_shell(const std::string& script, const std::vector<std::string>& arguments) {
  std::vector<std::string> command{"bash", "-c", script, LIFE_PROGRAM};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run_command(command);
}

/// A second, so that the signal finds the handler also in a slow build; not ignored, as SIGINT is
/// below a shell's background job.
CommandResult interrupted_life(const std::string& signal,
                               const std::vector<std::string>& arguments) {
  std::vector<std::string> command{"timeout", "--preserve-status",    "--signal=" + signal, "1",
                                   "env",     "--default-signal=INT", LIFE_PROGRAM};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run_command(command);
}

constexpr const char* kForEver = "1000000000000";

// All populations are Golly's, of an unbounded plane.

TEST_F(LifeRunOutput, PrintsEveryKthGenerationAndTheLastOnce) {
  const CommandResult acorn = life(run("acorn", "2640x2640", "5206", {"--every", "1000"}));
  EXPECT_EQ(acorn.out,
            "generation,population\n"
            "0,7\n1000,457\n2000,392\n3000,565\n4000,835\n5000,804\n5206,633\n");
  EXPECT_EQ(acorn.err, "");
  EXPECT_EQ(life(run("gosper_gun", "40x60", "8", {"--every", "4"})).out,
            "generation,population\n0,36\n4,51\n8,61\n");
  EXPECT_EQ(life(run("gosper_gun", "40x60", "8", {"--every", "9"})).out,
            "generation,population\n0,36\n8,61\n");
  EXPECT_EQ(life(run("gosper_gun", "40x60", "0", {"--every", "1"})).out,
            "generation,population\n0,36\n");
}

TEST_F(LifeRunOutput, EveryGenerationIsThatOfOneStepAfterTheOther) {
  // The slices of a run and the rows cut it in different places.
  const CommandResult all = life(run("r_pentomino", "65x130", "3000", {"--every", "1"}));
  std::vector<std::string> lines;
  std::istringstream text(all.out);
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  ASSERT_EQ(lines.size(), 3002u);
  for (const int generation : {1, 2, 31, 32, 33, 255, 1000, 2999}) {
    const std::string alone = life(run("r_pentomino", "65x130", std::to_string(generation))).out;
    EXPECT_THAT(alone,
                testing::EndsWith("\n" + lines.at(1u + static_cast<unsigned>(generation)) + "\n"));
  }
}

TEST_F(LifeRunOutput, DrawsTheFinalBoardAsText) {
  EXPECT_EQ(life(run("glider", "5x6", "4", {"--ascii"})).out,
            "generation,population\n"
            "0,5\n"
            "4,5\n"
            "\n"
            "......\n"
            "......\n"
            "...O..\n"
            "....O.\n"
            "..OOO.\n");
}

TEST_F(LifeRunOutput, RefusesToDrawLargeBoardsAsText) {
  expect_error(run("glider", "8x1001", kForEver, {"--ascii"}), 2,
               "--ascii: draws boards up to 1000x1000, this one has 8x1001 cells; --png draws any");
  EXPECT_EQ(life(run("glider", "1000x1000", "0", {"--ascii"})).out.size(),
            std::string("generation,population\n0,5\n\n").size() + 1000 * 1001);
}

TEST_F(LifeRunOutput, DrawsTheFinalBoardAsPng) {
  for (const char* topology : {"torus", "dead-edge"}) {
    const CommandResult result = life(
        run("gosper_gun", "30x50", "500", {"--topology", topology, "--out", file_, "--png", png_}));
    EXPECT_EQ(result.exit_code, 0) << result.err;
    life::Board board(30, 50, life::Topology::torus);
    place_centred(life::read_rle(base::read_file(file_)), board);
    ASSERT_GT(board.population(), 0);
    write_png(board, expected_png_);
    EXPECT_EQ(base::read_file(png_), base::read_file(expected_png_)) << topology;
  }
}

TEST_F(LifeRunOutput, InterruptedTellsWhereAndWritesTheBoard) {
  for (const auto& [signal, code] : {std::pair{"INT", 130}, {"TERM", 143}}) {
    const CommandResult result = interrupted_life(
        signal,
        run("r_pentomino", "500x500", kForEver, {"--every", "100", "--out", file_, "--png", png_}));
    EXPECT_EQ(result.exit_code, code);
    ASSERT_THAT(result.err, MatchesRegex("life: interrupted at generation [0-9]+ of 1000000000000; "
                                         "the board is in " +
                                         file_ + " and " + png_ + "\n"));
    EXPECT_THAT(result.out, StartsWith("generation,population\n0,5\n100,"));
    EXPECT_TRUE(result.out.ends_with('\n'));
    const std::string reached =
        result.err.substr(std::string("life: interrupted at generation ").size());
    const std::string generation = reached.substr(0, reached.find(' '));
    const std::string board = base::read_file(file_);
    EXPECT_EQ(life(run("r_pentomino", "500x500", generation, {"--out", file_})).exit_code, 0);
    EXPECT_EQ(base::read_file(file_), board);
    EXPECT_TRUE(fs::exists(png_));
  }
}

TEST_F(LifeRunOutput, InterruptedWithoutFilesTellsWhere) {
  const CommandResult result = interrupted_life("INT", run("glider", "8x8", kForEver));
  EXPECT_THAT(result.err,
              MatchesRegex("life: interrupted at generation [0-9]+ of 1000000000000\n"));
  EXPECT_EQ(result.out, "generation,population\n0,5\n");
  EXPECT_EQ(result.exit_code, 130);
}

TEST_F(LifeRunOutput, TellsHowItGoesOnATerminal) {
  std::vector<std::string> command{"timeout", "--signal=TERM", "2", LIFE_PROGRAM};
  const auto arguments = run("glider", "8x8", kForEver, {"--every", "1000000000"});
  command.insert(command.end(), arguments.begin(), arguments.end());
  const std::string text = run_on_terminal(command);
  EXPECT_THAT(text, StartsWith("generation,population\r\n0,5\r\n\r\033[Klife: "));
  EXPECT_THAT(text, testing::ContainsRegex(
                        "\r\033\\[Klife: [0-9]+/1000000000000 generations, [0-9.]+/s, [0-9]+ "));
  EXPECT_THAT(text, MatchesRegex(".* left\r\033\\[Klife: interrupted at [^\r]*\r\n"));
  command.push_back("--quiet");
  EXPECT_THAT(run_on_terminal(command),
              StartsWith("generation,population\r\n0,5\r\nlife: interrupted at "));
}

TEST_F(LifeRunOutput, RowsOnATerminalHaveLinesOfTheirOwn) {
  std::vector<std::string> command{"timeout", "--signal=TERM", "2", LIFE_PROGRAM};
  const auto arguments = run("acorn", "3000x3000", kForEver, {"--every", "200"});
  command.insert(command.end(), arguments.begin(), arguments.end());
  std::istringstream text(run_on_terminal(command));
  int live_lines = 0, rows = 0;
  for (std::string line; std::getline(text, line);) {
    live_lines += line.find("\r\033[Klife: ") != line.npos;
    // What is left on the screen of a line is behind the last erasure.
    if (const auto erased = line.rfind("\033[K"); erased != line.npos) line.erase(0, erased + 3);
    if (line == "generation,population\r" || line.starts_with("life: interrupted at ")) continue;
    ++rows;
    EXPECT_THAT(line, MatchesRegex("[0-9]+,[0-9]+\r"));
  }
  EXPECT_GT(live_lines, 1);
  EXPECT_GT(rows, 1);
}

TEST_F(LifeRunOutput, OutputsThatCannotBeWrittenAreFoundBeforeTheRun) {
  for (const char* flag : {"--out", "--png"}) {
    const CommandResult result = life(run("glider", "8x8", kForEver, {flag, "/nowhere/board"}));
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(result.err, "life: /nowhere/board: cannot write: No such file or directory\n");
    EXPECT_EQ(result.exit_code, 1);
    expect_error(run("glider", "8x8", kForEver, {flag, testing::TempDir()}), 1,
                 testing::TempDir() + ": cannot write: Is a directory");
    expect_error(run("glider", "8x8", kForEver, {flag, ""}), 2,
                 std::string(flag) + ": needs a file to write");
    expect_error(run("glider", "8x8", "1", {flag, "/dev/full"}), 1,
                 "/dev/full: cannot write: No space left on device");
  }
  expect_error(run("glider", "8x8", kForEver, {"--out", file_, "--png", file_}), 2,
               "--png " + file_ + ": needs another file than " + file_);
  EXPECT_FALSE(fs::exists(file_));
}

TEST_F(LifeRunOutput, RowsThatCannotBeWrittenEndTheRun) {
  const CommandResult full = life_in_shell(R"(exec "$0" "$@" >/dev/full)",
                                           run("glider", "8x8", kForEver, {"--out", file_}));
  EXPECT_EQ(full.err, "life: standard output: cannot write\n");
  EXPECT_EQ(full.exit_code, 1);
  EXPECT_FALSE(fs::exists(file_)) << "the start alone is no result";
  const CommandResult closed =
      life_in_shell(R"({ "$0" "$@"; echo "code $?" >&2; } | head -n 1)",
                    run("glider", "8x8", kForEver, {"--every", "1000", "--out", file_}));
  EXPECT_THAT(closed.err, MatchesRegex("life: standard output: cannot write; stopped at generation "
                                       "[0-9]+ of 1000000000000; the board is in " +
                                       file_ + "\ncode 1\n"));
  EXPECT_TRUE(fs::exists(file_));
}

TEST_F(LifeRunOutput, ReadsAndWritesPipes) {
  const CommandResult result =
      life_in_shell(R"(cat )" + vector_file("glider") + R"( | "$0" run /dev/stdin "$@" | cat)",
                    {"--size", "5x5", "--generations", "0", "--out", "/dev/stdout", "--png", png_});
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(result.out,
            "generation,population\n0,5\nx = 5, y = 5, rule = B3/S23:T5,5\n$2bo$3bo$b3o!\n");
  EXPECT_TRUE(fs::exists(png_));
  EXPECT_EQ(
      life_in_shell(
          R"("$0" convert )" + vector_file("glider") + " /dev/stdout --format cells | cat", {})
          .out.substr(0, 14),
      "!Name: Glider\n");
}

TEST_F(LifeRunOutput, OutputsByOtherNamesOfOneFileAreRefused) {
  const fs::path other = fs::path(file_).parent_path() / "." / fs::path(file_).filename();
  expect_error(run("glider", "8x8", "1", {"--out", file_, "--png", other.string()}), 2,
               "--png " + other.string() + ": needs another file than " + file_);
  EXPECT_FALSE(fs::exists(file_));
}

TEST_F(LifeRunOutput, StandardOutputAsAFileGoesOnWhereItIs) {
  base::write_file(file_, "before\n");
  life_in_shell(R"("$0" "$@" >> )" + file_, run("glider", "5x5", "0", {"--out", "/dev/stdout"}));
  EXPECT_EQ(base::read_file(file_),
            "before\ngeneration,population\n0,5\n"
            "x = 5, y = 5, rule = B3/S23:T5,5\n$2bo$3bo$b3o!\n");
}

TEST_F(LifeRunOutput, EveryIsAtLeastOne) {
  for (const std::string every : {"0", "-1", "1.5", "1000000000001"}) {
    expect_error(run("glider", "8x8", "1", {"--every", every}), 2,
                 "--every " + every + ": needs a whole number from 1 to 1000000000000");
  }
}

}  // namespace
}  // namespace cli
