#include "studies/figures/fine_tuning.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>

#include "base/file.h"
#include "studies/figures/rows_of.h"

namespace figures {
namespace {

const std::string kHeader =
    "steps,overcompleteness,rule,method,trial,seed,row,rows,stage,round,parameters,exact,boards,"
    "network_bytes,parameters_changed,delta_bytes\n";

// L(1, 2) and B2/S if nothing else is said.
class Rows {
 public:
  explicit Rows(std::string rule = "B2/S", std::string method = "moved")
      : cell_("1,2," + std::move(rule) + ',' + std::move(method) + ',') {}

  Rows& base(int trial, int exact) {
    return add(trial, "base,,53," + std::to_string(exact) + ",5000,212,,\n");
  }
  Rows& scratch(int trial, int exact) {
    return add(trial, "scratch,,53," + std::to_string(exact) + ",9000,212,,\n");
  }
  Rows& round(int trial, int round, int exact, int changed, int boards = 1000) {
    return add(trial, "fine-tuned," + std::to_string(round) + ",53," + std::to_string(exact) + ',' +
                          std::to_string(boards) + ",212," + std::to_string(changed) + ',' +
                          std::to_string(7 + 4 * changed) + '\n');
  }
  const std::string& text() const { return text_; }

 private:
  Rows& add(int trial, const std::string& rest) {
    const std::string seed = std::to_string(std::hash<std::string>()(cell_) % 1000);
    text_ += cell_ + std::to_string(trial) + ",0x" + seed + std::to_string(trial) + ',' +
             std::to_string(row_++) + ",9," + rest;
    return *this;
  }

  std::string cell_, text_;
  int row_ = 0;
};

Summary summary_of(const std::string& rows) {
  return summarise_fine_tuning(rows_of({kHeader + rows}), PaperValues());
}

TEST(FineTuning, GoldenTable) {
  const Summary summary = summarise_fine_tuning(
      rows_of({base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/fine_tuning_rows.csv")}),
      PaperValues());
  EXPECT_EQ(summary.csv, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/fine_tuning.csv"));
  EXPECT_EQ(summary.text, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/fine_tuning.txt"));
  EXPECT_EQ(summary.least_trials, 4);
  EXPECT_EQ(summary.most_trials, 6);
}

// Of four bases three are exact, of these two learn; failed rounds and bases do not count.
TEST(FineTuning, CountsTheFewestChangesOfExactNetworks) {
  Rows rows;
  rows.base(0, 1).round(0, 0, 1, 53, 3000).round(0, 1, 1, 40).round(0, 2, 0, 30);
  rows.round(0, 3, 1, 35).round(0, 4, 0, 20);
  rows.base(1, 0).base(2, 1).round(2, 0, 0, 53, 200'000);
  rows.base(3, 1).round(3, 0, 1, 50, 7000).round(3, 1, 1, 45);
  const Summary summary = summary_of(rows.text());
  const study::Table table(summary.csv, "table");
  ASSERT_EQ(table.rows(), 1u);
  const auto field = [&](const char* column) { return table.text(0, table.column(column)); };
  EXPECT_EQ(field("networks"), "3");
  EXPECT_EQ(field("learned"), "2");
  EXPECT_EQ(field("boards"), "3000");
  EXPECT_EQ(field("changed"), "35");
  EXPECT_EQ(field("share"), "0.660377");
  EXPECT_EQ(field("changed_low") + field("share_high"), "");  // of two networks
  EXPECT_EQ(field("delta_bytes"), "147");
  EXPECT_NE(summary.text.find("exact bases: 3 of 4 with n = 1, m = 2\n"), std::string::npos);
}

// P(B(6, 1/2) = 0) is 0.016, of 5 it is 0.031; and of 9, P(B <= 1) is 0.0195.
TEST(FineTuning, MediansHaveAnIntervalFromSixNetworksOn) {
  const auto interval = [](int networks) {
    Rows rows;
    for (int trial = 0; trial < networks; ++trial)
      rows.base(trial, 1).round(trial, 0, 1, trial + 1);
    const study::Table table(summary_of(rows.text()).csv, "table");
    return table.text(0, table.column("changed_low")) + ' ' +
           table.text(0, table.column("changed")) + ' ' +
           table.text(0, table.column("changed_high"));
  };
  EXPECT_EQ(interval(5), " 3 ");
  EXPECT_EQ(interval(6), "1 3 6");
  EXPECT_EQ(interval(9), "2 5 8");
}

TEST(FineTuning, StoresTheSmallestDeltasFirstAndNothingOfScratch) {
  Rows large("B2/S"), small("B34/S34"), never("B36/S23"), scratch("B2/S", "scratch");
  large.base(0, 1).round(0, 0, 1, 20);
  small.base(0, 1).round(0, 0, 1, 10);
  never.base(0, 1).round(0, 0, 0, 10);
  scratch.scratch(0, 1);
  const study::Table table(
      summary_of(large.text() + small.text() + never.text() + scratch.text()).csv, "table");
  ASSERT_EQ(table.rows(), 4u);
  const auto sums = [&](const std::string& rule, const std::string& method) {
    for (std::size_t i = 0; i < table.rows(); ++i) {
      const auto field = [&](const char* column) { return table.text(i, table.column(column)); };
      if (field("rule") == rule && field("method") == method) {
        return field("rules") + ' ' + field("whole_sum") + ' ' + field("delta_sum");
      }
    }
    return std::string("no row");
  };
  EXPECT_EQ(sums("B34/S34", "moved"), "2 424 259");  // 212 + 47
  EXPECT_EQ(sums("B2/S", "moved"), "3 636 346");     // and 87
  EXPECT_EQ(sums("B36/S23", "moved"), "  ");
  EXPECT_EQ(sums("B2/S", "scratch"), "  ");
}

TEST(FineTuning, NoExactBaseLeavesAHeader) {
  Rows rows;
  const Summary summary = summary_of(rows.base(0, 0).text());
  EXPECT_EQ(std::count(summary.csv.begin(), summary.csv.end(), '\n'), 1);
  EXPECT_EQ(summary.text, "exact bases: 0 of 1 with n = 1, m = 2\n");
}

TEST(FineTuning, RefusesRowsOfAnotherStudy) {
  EXPECT_THROW(summarise_fine_tuning(
                   rows_of({base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/pruning_rows.csv")}),
                   PaperValues()),
               std::invalid_argument);
}

}  // namespace
}  // namespace figures
