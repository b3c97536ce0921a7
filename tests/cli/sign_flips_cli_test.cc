#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "cli/run_command.h"
#include "studies/harness/csv.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

// The rows of a run into a folder of the running test's own.
study::Table rows_of(const std::string& program, std::vector<std::string> arguments) {
  const fs::path folder =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
  fs::remove_all(folder);
  arguments.insert(arguments.begin(), {program, "--out", folder, "-q"});
  const CommandResult result = run_command(arguments);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  study::Table table = study::read_csv(folder / (fs::path(program).filename().string() + ".csv"));
  fs::remove_all(folder);
  return table;
}

std::vector<std::size_t> numbers(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::size_t>(stream), {}};
}

TEST(SignFlips, WinnersHaveARowForEachNumberOfFlips) {
  const study::Table table = rows_of(SIGN_FLIPS_PROGRAM, {"--overcompleteness", "4", "--budget",
                                                          "20000", "--trials", "4", "--most", "3"});
  const auto row = table.column("row"), rows = table.column("rows");
  const auto flip_count = table.column("flip_count"), flipped = table.column("flipped");
  const auto solved = table.column("solved");
  int winners = 0;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    const auto indices = numbers(table.text(i, flipped));
    EXPECT_EQ(table.text(i, flip_count), table.text(i, row));
    EXPECT_EQ(table.text(i, flip_count), std::to_string(indices.size()));
    EXPECT_EQ(std::set(indices.begin(), indices.end()).size(), indices.size());
    if (table.text(i, row) != "0") continue;
    const bool won = table.text(i, solved) == "1";
    winners += won;
    EXPECT_EQ(table.text(i, rows), won ? "4" : "1");
  }
  EXPECT_GT(winners, 0);
}

TEST(SignFlips, EachFlipsEveryWeightOnceAndNoBias) {
  const study::Table table =
      rows_of(SIGN_FLIPS_PROGRAM, {"--overcompleteness", "2", "--density", "0.38", "--budget",
                                   "40000", "--trials", "3", "--flips", "each"});
  std::map<std::string, std::set<std::size_t>> flipped_by_trial;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    for (const std::size_t index : numbers(table.text(i, table.column("flipped")))) {
      EXPECT_TRUE(flipped_by_trial[table.text(i, table.column("trial"))].insert(index).second);
    }
  }
  ASSERT_FALSE(flipped_by_trial.empty()) << "no winner among the trials";
  // L(1, 2): 36 weights and 4 biases, 8 and 2, 2 and 1.
  std::set<std::size_t> weights;
  for (std::size_t i = 0; i < 52; ++i) {
    if (i < 36 || (i >= 40 && i < 48) || i >= 50) weights.insert(i);
  }
  for (const auto& [trial, indices] : flipped_by_trial) EXPECT_EQ(indices, weights) << trial;
}

TEST(Density, TrialsSeeTheirOwnBoards) {
  const study::Table table =
      rows_of(DENSITY_PROGRAM, {"--density", "0.3,0.38", "--initialisation", "pytorch", "--budget",
                                "2000", "--trials", "2"});
  ASSERT_EQ(table.rows(), 4u);
  std::set<std::string> losses;
  for (std::size_t i = 0; i < 4; ++i) losses.insert(table.text(i, table.column("loss")));
  EXPECT_EQ(losses.size(), 4u);
}

TEST(SmallestNetwork, NamesTheParametersThatItsRowsHave) {
  const fs::path folder = fs::path(testing::TempDir()) / "SmallestNetwork";
  fs::remove_all(folder);
  const CommandResult result = run_command({SMALLEST_NETWORK_PROGRAM, "--overcompleteness", "10",
                                            "--budget", "20000", "--out", folder, "-q"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out,
              testing::HasSubstr("\nsmallest overcompleteness of 10 with a rate above 0.5: 10 (421 "
                                 "parameters); confidence 0.95\n"));
  const study::Table table = study::read_csv(folder / "smallest_network.csv");
  // 8 of 8 are enough for one value.
  EXPECT_EQ(table.rows(), 8u);
  EXPECT_EQ(table.text(0, table.column("parameters")), "421");
  fs::remove_all(folder);
}

}  // namespace
}  // namespace cli
