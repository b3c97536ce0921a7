#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/file.h"
#include "cli/run_command.h"

namespace cli {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

// A folder of one test's own, gone with it.
class Overcompleteness : public testing::Test {
 protected:
  Overcompleteness() { fs::remove_all(folder_); }
  ~Overcompleteness() override { fs::remove_all(folder_); }

  CommandResult run(std::vector<std::string> arguments, const std::string& out = "out") const {
    arguments.insert(arguments.begin(), {OVERCOMPLETENESS_PROGRAM, "--out", folder_ / out});
    return run_command(arguments);
  }

  // The CSV's lines after the header, sorted: threads may finish trials in any order.
  std::multiset<std::string> rows(const std::string& out = "out") const {
    std::istringstream text(base::read_file(folder_ / out / "overcompleteness.csv"));
    std::string line;
    std::getline(text, line);
    EXPECT_EQ(line,
              "steps,overcompleteness,rule,boundary,initialisation,density,batch,learning_rate,"
              "budget,trial,seed,parameters,network_bytes,solved,ending,window_errors,boards,"
              "multiply_adds,executed_multiply_adds,loss,test_boards,wrong_boards_below,cause,"
              "wrong_cases,dead_filters,dead_bottleneck");
    std::multiset<std::string> result;
    while (std::getline(text, line)) result.insert(line);
    return result;
  }

  const fs::path folder_ =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
};

std::vector<std::string> fields(const std::string& row) {
  std::vector<std::string> result;
  std::istringstream text(row);
  for (std::string field; std::getline(text, field, ',');) result.push_back(field);
  return result;
}

constexpr std::size_t kSolved = 13, kEnding = 14, kWindowErrors = 15;

// What a reader of the file's description would write: layer after layer on one 3x3 window.
double logit_of_window(const nlohmann::json& network, unsigned cells) {
  std::vector<double> values;
  for (int i = 0; i < 9; ++i) values.push_back(cells >> i & 1);
  for (const auto& layer : network.at("layers")) {
    if (layer.at("type") == "relu") {
      for (double& value : values) value = std::max(value, 0.0);
      continue;
    }
    std::vector<double> next = layer.at("bias");
    const std::vector<double> weights = layer.at("weights");
    for (std::size_t w = 0; w < weights.size(); ++w) {
      next[w / values.size()] += weights[w] * values[w % values.size()];
    }
    values = next;
  }
  return values.at(0);
}

TEST_F(Overcompleteness, SavedNetworksPlayLifeExactly) {
  const fs::path networks = folder_ / "networks";
  const std::vector<std::string> command{"--steps", "1",  "--overcompleteness", "8",     "--trials",
                                         "3",       "-q", "--save-networks",    networks};
  ASSERT_EQ(run(command).exit_code, 0);
  std::size_t solved = 0;
  for (const auto& row : rows()) solved += fields(row)[kSolved] == "1";
  ASSERT_GT(solved, 0u);
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(networks)) {
    ++files;
    const auto network = nlohmann::json::parse(base::read_file(entry.path()));
    for (unsigned cells = 0; cells < 512; ++cells) {
      const int neighbours = __builtin_popcount(cells & ~(1U << 4));
      const bool alive = neighbours == 3 || (neighbours == 2 && (cells >> 4 & 1) != 0);
      ASSERT_EQ(logit_of_window(network, cells) > 0, alive) << entry.path() << " " << cells;
    }
  }
  EXPECT_EQ(files, solved);

  // The rows are there, a network is not: its trial runs again, gives the same row, and saves it.
  const auto before = rows();
  fs::remove(fs::directory_iterator(networks)->path());
  ASSERT_EQ(run(command).exit_code, 0);
  EXPECT_EQ(rows(), before);
  EXPECT_EQ(std::distance(fs::directory_iterator(networks), {}), static_cast<long>(solved));
}

TEST_F(Overcompleteness, SmokePresetIsTheSameOnOneThreadAndTwo) {
  ASSERT_EQ(run({"--preset", "smoke", "-j", "1", "-q"}, "one").exit_code, 0);
  ASSERT_EQ(run({"--preset", "smoke", "-j", "2", "-q"}, "two").exit_code, 0);
  EXPECT_EQ(rows("one").size(), 9u);
  EXPECT_EQ(rows("one"), rows("two"));
  EXPECT_EQ(run({"--preset", "smoke", "--check", "2", "-q"}, "two").exit_code, 0);
  for (const auto& row : rows("one")) {
    // Exact, and only then, is solved here: no network is exact at the last check alone.
    EXPECT_EQ(fields(row)[kSolved] == "1", fields(row)[kWindowErrors] == "0") << row;
    EXPECT_EQ(fields(row)[kSolved] == "1", fields(row)[kEnding] == "solved") << row;
  }
}

// Sorted, as bytes.
std::string merged(const std::vector<std::string>& files, const fs::path& out) {
  std::vector<std::string> command{MERGE_PROGRAM, "--out", out};
  command.insert(command.end(), files.begin(), files.end());
  const CommandResult result = run_command(command);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return base::read_file(out);
}

TEST_F(Overcompleteness, ShardsThreadsAndKillsChangeNoByteOfTheMergedRows) {
  ASSERT_EQ(run({"--preset", "smoke", "-j", "1", "-q"}, "one").exit_code, 0);
  const std::string whole =
      merged({folder_ / "one/overcompleteness.csv"}, folder_ / "one/merged.csv");
  for (const int count : {2, 3, 7}) {
    const std::string out = fmt::format("of{}", count);
    std::vector<std::string> files;
    for (int shard = 1; shard <= count; ++shard) {
      const std::vector<std::string> arguments{
          "--preset", "smoke", "--shard", fmt::format("{}/{}", shard, count), "-j", "2", "-q"};
      std::vector<std::string> killed{
          "timeout", "--signal=KILL", fmt::format("0.{}", shard), OVERCOMPLETENESS_PROGRAM,
          "--out",   folder_ / out};
      killed.insert(killed.end(), arguments.begin(), arguments.end());
      run_command(killed);
      const CommandResult finished = run(arguments, out);
      ASSERT_EQ(finished.exit_code, 0) << finished.err;
      files.push_back(folder_ / out / fmt::format("overcompleteness.{}of{}.csv", shard, count));
    }
    EXPECT_EQ(merged(files, folder_ / out / "merged.csv"), whole) << count;
  }
}

TEST_F(Overcompleteness, InterruptedKeepsItsRowsAndGoesOn) {
  const std::vector<std::string> command{
      "--steps", "1", "--overcompleteness", "8", "--trials", "4", "-j", "1", "-q"};
  // A second, so that the signal finds the harness's handler also in a slow build; not ignored, as
  // it is below a shell's background job. It comes twice, to the process and to its group.
  std::vector<std::string> interrupted{
      "timeout",      "--preserve-status",    "--signal=INT",           "1",
      "env",          "--default-signal=INT", OVERCOMPLETENESS_PROGRAM, "--out",
      folder_ / "cut"};
  // One trial of millions of boards after the four: the signal finds it running.
  interrupted.insert(interrupted.end(), {"--steps", "1", "--overcompleteness", "1", "--trials", "1",
                                         "--budget", "100000000", "-q"});
  ASSERT_EQ(run(command, "cut").exit_code, 0);
  const auto before = rows("cut");
  const CommandResult result = run_command(interrupted);
  EXPECT_EQ(result.exit_code, 130);
  EXPECT_THAT(result.err, HasSubstr("overcompleteness: interrupted; all rows are safe in "));
  EXPECT_EQ(rows("cut"), before);
  EXPECT_EQ(run(command, "cut").exit_code, 0);
  EXPECT_EQ(rows("cut"), before);
}

TEST_F(Overcompleteness, BadInputIsOneLineAndCodeTwo) {
  const auto error = [&](std::vector<std::string> arguments) {
    const CommandResult result = run(std::move(arguments));
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_EQ(std::ranges::count(result.err, '\n'), 1) << result.err;
    EXPECT_FALSE(fs::exists(folder_ / "out"));
    return result.err;
  };
  EXPECT_EQ(error({"--steps", "0"}),
            "overcompleteness: --steps 0: needs a whole number from 1 to 5\n");
  EXPECT_EQ(error({"--rule", "B3/S2x"}),
            "overcompleteness: --rule B3/S2x: needs a rule such as B3/S23\n");
  EXPECT_EQ(error({"--density", "1.5"}),
            "overcompleteness: --density 1.5: needs a number from 0 to 1, or 'uniform'\n");
  EXPECT_EQ(error({"--boundary", "plane"}),
            "overcompleteness: --boundary plane: needs one of torus, dead-edge\n");
  EXPECT_THAT(error({"--overcompletness", "3"}), HasSubstr("overcompletness"));
}

TEST_F(Overcompleteness, AFolderThatCannotBeWrittenIsNamed) {
  const CommandResult result =
      run_command({OVERCOMPLETENESS_PROGRAM, "--preset", "smoke", "--out", "/proc/nowhere", "-q"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("/proc/nowhere"));
}

}  // namespace
}  // namespace cli
