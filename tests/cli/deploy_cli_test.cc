#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/file.h"
#include "cli/run_command.h"
#include "studies/harness/csv.h"

namespace cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Deploy : public testing::Test {
 protected:
  Deploy() { fs::remove_all(folder_); }
  ~Deploy() override { fs::remove_all(folder_); }

  const fs::path folder_ =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(Deploy, SaysWhichToolIsMissing) {
  const CommandResult result = run_command({"env", "PATH=/nowhere", DEPLOY_PROGRAM, "--preset",
                                            "smoke", "--out", folder_, "-q", "-j", "1"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("which is missing: script/bootstrap --devices installs it\n"));
  EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
}

// Of rows as they were measured.
TEST(Deployment, TellsWhatAButtonCellIsGoodFor) {
  const std::string rows = MINLIFE_SOURCE_DIR "/tests/vectors/deploy_rows.csv";
  const CommandResult result =
      run_command({DEPLOYMENT_PROGRAM, rows, "--joules-per-cycle", "1e-9", "--volts", "2"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("1e-09 J a cycle; a battery of 225 mAh at 2 V, 1620 J;"));
  EXPECT_THAT(result.out, HasSubstr("\nrule-bytewise"));
  EXPECT_THAT(result.out, HasSubstr("published, of a Cortex-M4: 1.1 nJ a multiply-add"));
}

TEST_F(Deploy, ATableDoesNotOverwriteItsRows) {
  const std::string copy = folder_ / "deploy.csv";
  fs::create_directories(folder_);
  fs::copy_file(MINLIFE_SOURCE_DIR "/tests/vectors/deploy_rows.csv", copy);
  const std::string before = base::read_file(copy);
  for (const char* program : {DEPLOYMENT_PROGRAM, COST_PROGRAM}) {
    const CommandResult result = run_command({program, copy, "--table", copy});
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.err,
                HasSubstr("--table " + copy + ": would overwrite what it is made from\n"));
    EXPECT_EQ(base::read_file(copy), before);
  }
}

}  // namespace
}  // namespace cli
