// script/reproduce, with the programs of this build.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/file.h"
#include "cli/run_command.h"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

cli::CommandResult reproduce(const std::vector<std::string>& arguments) {
  std::vector<std::string> command{"env", "MINLIFE_BUILD=" MINLIFE_BINARY_DIR,
                                   MINLIFE_SOURCE_DIR "/script/reproduce"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return cli::run_command(command);
}

TEST(Reproduce, RunsEveryStudyAndGoesOn) {
  const fs::path folder = fs::path(testing::TempDir()) / "reproduce" / "smoke";
  fs::remove_all(folder);
  const auto first = reproduce({"smoke", folder});
  ASSERT_EQ(first.exit_code, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("overcompleteness: 0 trials done, 9 to do"));
  EXPECT_THAT(first.out, HasSubstr("\n  paper      3 of 64: 4.7 %\n  here       "));
  const std::string page = base::read_file(folder / "REPRODUCING.md");
  EXPECT_THAT(page, HasSubstr("| committed (95 %) | as committed |"));
  EXPECT_THAT(page, HasSubstr("(tables/overcompleteness.csv)"));
  EXPECT_TRUE(fs::exists(folder / "figures/overcompleteness.svg"));

  const std::string rows = base::read_file(folder / "overcompleteness.csv");
  const auto again = reproduce({"smoke", folder});
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_THAT(again.out, HasSubstr("overcompleteness: 9 trials done, 0 to do"));
  EXPECT_EQ(base::read_file(folder / "overcompleteness.csv"), rows);
  fs::remove_all(folder);
}

TEST(Reproduce, UsageErrors) {
  const auto error = [](const std::vector<std::string>& arguments) {
    const auto result = reproduce(arguments);
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_EQ(result.out, "");
    return result.err;
  };
  EXPECT_EQ(error({"huge"}), "reproduce: huge: needs smoke, quick or paper\n");
  EXPECT_EQ(error({"smoke", "--quiet"}), "reproduce: --quiet: takes no flag, only a folder\n");
  EXPECT_EQ(error({"smoke", "a", "b"}), "reproduce: b: takes a preset and one folder at most\n");
}

}  // namespace
