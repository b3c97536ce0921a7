#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "cli/study_rows.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

class Pruning : public StudyRows {
 protected:
  Pruning() : StudyRows(PRUNING_PROGRAM) {}
};

int sum_of(const std::string& numbers) {
  std::istringstream stream(numbers);
  int sum = 0;
  for (int number; stream >> number;) sum += number;
  return sum;
}

TEST_F(Pruning, SmokePrunesTheSameNetworksToWhatIsAskedFor) {
  const study::Table table = study::read_csv(rows_of({"--preset", "smoke"}));
  std::map<std::string, std::set<std::string>> dense_costs;  // by trial
  std::map<std::string, int> exact_rounds;                   // after the first, by criterion
  for (std::size_t i = 0; i < table.rows(); ++i) {
    const Row row(table, i);
    EXPECT_EQ(row.text("row"), row.text("round"));
    EXPECT_EQ(sum_of(row.text("kept_per_layer")), row.number("weights_kept"));
    EXPECT_EQ(row.text("exact") == "1", row.text("window_errors") == "0");
    EXPECT_EQ(row.text("weights_known"), "13");
    EXPECT_LE(row.number("cell_multiply_adds"), 280);
    if (row.text("round") == "0") {
      // L(1, 8): 144 + 128 + 8 weights and 25 biases.
      EXPECT_EQ(row.text("kept_per_layer"), "144 128 8");
      EXPECT_EQ(row.text("weights_asked"), "");
      dense_costs[row.text("trial")].insert(row.text("total_multiply_adds"));
    } else if (row.text("criterion") == "filters") {
      EXPECT_EQ(row.text("weights_asked"), "");
      EXPECT_LT(row.number("filters_asked"), 24);
    } else {
      EXPECT_EQ(row.text("weights_kept"), row.text("weights_asked"));
      EXPECT_EQ(row.text("biases_kept"), "25");
    }
    if (row.text("round") != "0") {
      exact_rounds[row.text("criterion")] += row.text("exact") == "1" ? 1 : 0;
    }
  }
  EXPECT_EQ(dense_costs.size(), 2u);
  for (const auto& [trial, costs] : dense_costs) EXPECT_EQ(costs.size(), 1u) << trial;
  EXPECT_GT(exact_rounds["magnitude"], 2);
  EXPECT_GT(exact_rounds["magnitude"], exact_rounds["random"]);
}

TEST_F(Pruning, ATenthAndTheFewestKnownAreAmongTheRounds) {
  const study::Table table =
      study::read_csv(rows_of({"--overcompleteness", "8", "--trials", "1", "--round-share", "0.5",
                               "--retraining", "1024", "--biases", "kept,prunable"}));
  std::map<std::string, std::vector<long long>> asked;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    const Row row(table, i);
    if (row.text("round") == "0") continue;
    asked[row.text("biases")].push_back(row.number("weights_asked"));
    EXPECT_EQ(row.number("weights_kept") +
                  (row.text("biases") == "prunable" ? row.number("biases_kept") : 0),
              row.number("weights_asked"));
  }
  EXPECT_EQ(asked["kept"], (std::vector<long long>{140, 70, 35, 28, 14, 13}));
  EXPECT_EQ(asked["prunable"], (std::vector<long long>{152, 76, 38, 31, 15}));
}

// The shortest training in which all prunings have room.
TEST_F(Pruning, GradualKeepsWhatIsAskedForOrIsRefused) {
  const std::vector<std::string> arguments{
      "--overcompleteness", "8",       "--trials", "1",  "--round-share", "0.5",
      "--schedule",         "gradual", "--batch",  "19", "--retraining"};
  const auto with = [&](const std::string& retraining) {
    std::vector<std::string> all = arguments;
    all.push_back(retraining);
    return all;
  };
  const study::Table table = study::read_csv(rows_of(with("1026")));  // 54 batches
  ASSERT_EQ(table.rows(), 7u);
  for (std::size_t i = 1; i < table.rows(); ++i) {
    EXPECT_EQ(Row(table, i).text("weights_kept"), Row(table, i).text("weights_asked"));
  }
  const CommandResult refused = result_of(with("1025"));
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, testing::HasSubstr("retraining 1025 and batch 19: needs 54 batches"));
}

TEST_F(Pruning, OneShotRoundsEachBeginWithTheTrainedNetwork) {
  const study::Table table =
      study::read_csv(rows_of({"--overcompleteness", "8", "--trials", "1", "--round-share", "0.5",
                               "--schedule", "iterative,one-shot", "--retraining", "4000"}));
  std::map<std::string, std::vector<long long>> totals, own;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    const Row row(table, i);
    totals[row.text("schedule")].push_back(std::stoll(row.text("total_multiply_adds")));
    own[row.text("schedule")].push_back(std::stoll(row.text("multiply_adds")));
  }
  ASSERT_EQ(totals["one-shot"].size(), 7u);
  long long sum = own["iterative"][0];
  for (std::size_t i = 1; i < 7; ++i) {
    sum += own["iterative"][i];
    EXPECT_EQ(totals["iterative"][i], sum);
    EXPECT_EQ(totals["one-shot"][i], own["one-shot"][0] + own["one-shot"][i]);
  }
}

TEST_F(Pruning, ThreadsDoNotChangeARow) {
  const std::vector<std::string> arguments{"--overcompleteness", "6",
                                           "--budget",           "20000",
                                           "--retraining",       "2000",
                                           "--round-share",      "0.5",
                                           "--criterion",        "magnitude,random,sensitivity",
                                           "--trials",           "2",
                                           "--threads"};
  const auto with = [&](const std::string& threads) {
    std::vector<std::string> all = arguments;
    all.push_back(threads);
    const study::Table table = study::read_csv(rows_of(all));
    std::set<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < table.rows(); ++i) {
      rows.insert({table.row(i).begin(), table.row(i).end()});
    }
    return rows;
  };
  EXPECT_EQ(with("1"), with("2"));
}

TEST_F(Pruning, RewindingTrainsAnew) {
  const study::Table table =
      study::read_csv(rows_of({"--overcompleteness", "8", "--trials", "1", "--round-share", "0.5",
                               "--retraining", "10000", "--survivors", "keep,rewind"}));
  std::map<std::string, long long> boards;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    const Row row(table, i);
    if (row.text("round") == "1") boards[row.text("survivors")] = row.number("boards");
  }
  EXPECT_LT(boards["keep"], boards["rewind"]);
}

}  // namespace
}  // namespace cli
