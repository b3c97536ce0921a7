#include "studies/harness/cli.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/build_info.h"
#include "base/file.h"
#include "run_toy.h"
#include "toy_study.h"

namespace study {
namespace {

std::string golden(const std::string& name) {
  return base::read_file(std::filesystem::path(MINLIFE_SOURCE_DIR) / "tests/golden" / name);
}

/// After a change that is meant: build/release/tests/studies/harness/harness_toy --help > <file>.
TEST(CommandLine, HelpIsGolden) {
  EXPECT_EQ(run(coin(), {"--help"}).output, golden("coin_help.txt"));
  EXPECT_EQ(run(coin(), {"-h", "--flips", "0"}).output, golden("coin_help.txt"));
}

TEST(CommandLine, DescriptionIsGolden) {
  EXPECT_EQ(run(coin(), {"--describe"}).output, golden("coin_describe.txt"));
  EXPECT_EQ(run(coin(), {"--describe=markdown"}).output, golden("coin_describe.md"));
}

TEST(CommandLine, DescriptionTakesAStoppingRule) {
  const auto description = [](const std::string& half_width, const std::string& max_trials) {
    return run(coin(),
               {"--describe=markdown", "--half-width", half_width, "--max-trials", max_trials})
        .output;
  };
  using testing::HasSubstr;
  EXPECT_THAT(description("0.25", "50"), HasSubstr("`W = 0.25, N = 50`: 16 trials"));
  EXPECT_THAT(description("0.001", "1000000"),
              HasSubstr("1000000 trials of a cell at most; too many to compute the coverage\n"));
}

TEST(CommandLine, TellsItsVersion) {
  EXPECT_EQ(run(coin(), {"--version"}).output, base::version_line() + "\n");
}

struct Fault {
  std::vector<std::string> arguments;
  std::string error;
};

TEST(CommandLine, FaultsAreOneLineAndExitCodeTwo) {
  const std::vector<Fault> faults{
      {{"--flips", "0"}, "--flips 0: needs a whole number from 1 to 9"},
      {{"--flips", "1..x"}, "--flips x: needs a whole number from 1 to 9"},
      {{"--flips="}, "--flips '': needs a whole number from 1 to 9"},
      {{"--bias", "-1"}, "--bias -1: needs a number from 0 to 1"},
      {{"--side", "edge"}, "--side edge: needs one of heads, tails"},
      {{"--flips"}, "--flips: needs a value"},
      {{"-j"}, "-j: needs a value"},
      {{"--flips", "1", "--flips", "2"}, "--flips: given twice"},
      {{"--colour"}, "--colour: unknown flag; --help lists all"},
      {{"-z"}, "-z: unknown flag; --help lists all"},
      {{"-=x"}, "-=x: unknown flag; --help lists all"},
      {{"stray"}, "stray: not a flag; --help lists all"},
      {{"--", "stray"}, "stray: not a flag; --help lists all"},
      {{"--quiet=yes"}, "--quiet yes: takes no value"},
      {{"--preset", "huge"}, "--preset huge: needs one of smoke, quick, paper"},
      {{"--trials", "0"}, "--trials 0: needs a whole number from 1 to 1000000"},
      {{"--seed", "-1"}, "--seed -1: needs a whole number from 0 to 9223372036854775807"},
      {{"--threads", "0"}, "--threads 0: needs a whole number from 1 to 4096"},
      {{"--shard", "4/3"}, "--shard 4/3: needs i/k with 1 <= i <= k"},
      {{"--max-seconds", "soon"}, "--max-seconds soon: needs a number from 0 to 1000000000"},
      {{"--half-width", "0.1"}, "--half-width 0.1: needs --max-trials N too"},
      {{"--max-trials", "9"}, "--max-trials 9: needs --half-width W too"},
      {{"--half-width", "0.1", "--max-trials", "9", "--trials", "9"},
       "--trials: does not go with --half-width"},
      {{"--check", "0"}, "--check 0: needs a whole number from 1 to 1000000"},
      {{"--describe", "--half-width", "0.1"}, "--half-width 0.1: needs --max-trials N too"},
      {{"--describe=html"}, "--describe html: needs nothing or =markdown"},
      {{"--status", "-n"}, "--status: does not go with --dry-run"},
      {{"--out="}, "--out '': needs a folder"},
      {{"--delay-ms", "x"}, "--delay-ms x: needs milliseconds"}};
  for (const Fault& fault : faults) {
    const Outcome outcome = run(coin(), fault.arguments);
    EXPECT_EQ(outcome.code, 2) << fault.error;
    EXPECT_EQ(outcome.errors, "coin: " + fault.error + "\n");
    EXPECT_EQ(outcome.output, "");
  }
}

TEST(CommandLine, ADeclarationThatDoesNotHoldTogetherIsAFault) {
  const auto fault = [](auto change) {
    Study study = coin();
    change(study);
    const Outcome outcome = run(study, {"--help"});
    EXPECT_EQ(outcome.code, 1);
    return outcome.errors;
  };
  using testing::HasSubstr;
  EXPECT_THAT(fault([](Study& study) { study.axes[0].name = "out"; }), HasSubstr("flips"));
  EXPECT_THAT(fault([](Study& study) { study.options[0].name = "out"; }),
              HasSubstr("--out stands twice"));
  EXPECT_THAT(fault([](Study& study) { study.columns[0].name = "seed"; }),
              HasSubstr("a column stands twice"));
  EXPECT_THAT(fault([](Study& study) { study.success_column = "won"; }),
              HasSubstr("the success column"));
  EXPECT_THAT(fault([](Study& study) { study.presets.erase(study.presets.begin() + 1); }),
              HasSubstr("has no preset quick"));
  EXPECT_THAT(fault([](Study& study) { study.options[0].name = "x"; }),
              HasSubstr("two characters"));
  EXPECT_THAT(fault([](Study& study) { study.run = nullptr; }), HasSubstr("has no trial"));
}

}  // namespace
}  // namespace study
