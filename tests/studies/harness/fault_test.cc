#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>

#include "base/file.h"
#include "cli/run_command.h"
#include "run_toy.h"
#include "studies/harness/csv.h"
#include "toy_study.h"

namespace study {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::StartsWith;

/// The toy where no file can grow beyond some bytes, as on a disk that fills up: writes come back
/// short, and then not at all. Its stderr is a pipe and comes back as the output.
cli::CommandResult run_on_small_disk(std::uintmax_t bytes, const std::string& out) {
  return cli::run_command({"bash", "-c",
                           fmt::format("set -o pipefail; prlimit --fsize={} " HARNESS_TOY
                                       " --out {} -q --trials 40 -j 1 2>&1 >/dev/null | cat",
                                       bytes, out)});
}

class Fault : public testing::Test {
 protected:
  void SetUp() override {
    const TemporaryFolder whole;
    ASSERT_EQ(run_coin(whole, {"--trials", "40"}).code, 0);
    whole_ = sorted_lines(whole.file("coin.csv"));
  }

  /// The same command with nothing in its way gives all rows.
  void expect_mended(const std::string& csv) {
    ASSERT_EQ(run_coin(folder_, {"--trials", "40"}).code, 0);
    EXPECT_EQ(sorted_lines(csv), whole_);
  }

  TemporaryFolder folder_;
  std::string csv_ = folder_.file("coin.csv");
  std::vector<std::string> whole_;
};

TEST_F(Fault, AFullDiskLosesNoRow) {
  std::size_t rows = 0;
  // Not enough for the header, then for ever more rows; the side files stop short too.
  for (std::uintmax_t bytes = 20; bytes < 4000; bytes += 397) {
    const cli::CommandResult result = run_on_small_disk(bytes, folder_.path());
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_EQ(
        result.out,
        "coin: " + csv_ + ": cannot write (the rows before are safe): No space left on device\n");
    if (bytes < 100) continue;
    const std::size_t now = read_csv(csv_).rows();
    EXPECT_GT(now, rows) << bytes;
    rows = now;
  }
  expect_mended(csv_);
}

TEST_F(Fault, AFolderThatMovesAwayKeepsItsRows) {
  const std::string out = folder_.file("out"), moved = folder_.file("moved");
  std::atomic<int> trials = 0;
  const Study study = coin([&](const Trial&) {
    if (++trials == 10) fs::rename(out, moved);
  });
  const Outcome outcome = run(study, {"--out", out, "-q", "--trials", "40", "-j", "1"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.errors, StartsWith("coin: " + out + "/coin.csv"));
  EXPECT_GE(read_csv(moved + "/coin.csv").rows(), 9u);
  fs::rename(moved, out);
  EXPECT_EQ(run(coin(), {"--out", out, "-q", "--trials", "40"}).code, 0);
  EXPECT_EQ(sorted_lines(out + "/coin.csv"), whole_);
}

TEST_F(Fault, AFolderThatIsRemovedEndsTheRun) {
  const std::string out = folder_.file("out");
  std::atomic<int> trials = 0;
  const Study study = coin([&](const Trial&) {
    if (++trials == 10) fs::remove_all(out);
  });
  const Outcome outcome = run(study, {"--out", out, "-q", "--trials", "40", "-j", "1"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.errors, "coin: " + out + "/coin.csv: was removed while the study ran\n");
  EXPECT_EQ(trials, 10) << "nothing is computed that cannot be kept";
}

TEST_F(Fault, AReadOnlyFolderKeepsItsRows) {
  ASSERT_EQ(run_coin(folder_, {"--trials", "5"}).code, 0);
  const std::string before = base::read_file(csv_);
  fs::permissions(csv_, fs::perms(0444));
  fs::permissions(folder_.path(), fs::perms(0555));
  std::vector<std::string> command{HARNESS_TOY, "--out", folder_.path(), "-q", "--trials", "40"};
  // Permissions bind root only without these capabilities.
  if (::geteuid() == 0) {
    const std::vector<std::string> bound{"setpriv",
                                         "--bounding-set=-dac_override,-dac_read_search"};
    command.insert(command.begin(), bound.begin(), bound.end());
  }
  const cli::CommandResult result = cli::run_command(command);
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_EQ(result.err, "coin: " + csv_ + ": cannot write: Permission denied\n");
  EXPECT_EQ(base::read_file(csv_), before);
  fs::permissions(folder_.path(), fs::perms(0755));
  fs::permissions(csv_, fs::perms(0644));
  expect_mended(csv_);
}

}  // namespace
}  // namespace study
