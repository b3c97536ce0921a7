#include "studies/figures/smallest_exact.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "studies/figures/rows_of.h"

namespace figures {
namespace {

TEST(SmallestExact, GoldenTable) {
  const Summary summary = summarise_smallest_exact(
      rows_of({base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/pruning_rows.csv")}),
      PaperValues());
  EXPECT_EQ(summary.csv, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/smallest_exact.csv"));
  EXPECT_EQ(summary.text, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/smallest_exact.txt"));
  EXPECT_EQ(summary.least_trials, 2);
  EXPECT_EQ(summary.most_trials, 3);
}

// Of three networks one is exact with 28 weights before its training, one again after a failure,
// one never.
TEST(SmallestExact, CountsTheFewestBeforeOrAfterTraining) {
  const std::string header =
      "steps,overcompleteness,criterion,schedule,survivors,biases,train_until,trial,seed,row,rows,"
      "parameters,"
      "round,weights_kept,exact_before,exact,weights_known\n";
  const auto row = [](int trial, int round, int kept, int before, int exact) {
    return "1,8,magnitude,iterative,keep,kept,exact," + std::to_string(trial) + ",0x" +
           std::to_string(trial) + "," + std::to_string(round) + ",3,305," + std::to_string(round) +
           "," + std::to_string(kept) + "," + std::to_string(before) + "," + std::to_string(exact) +
           ",13\n";
  };
  const Summary summary = summarise_smallest_exact(
      rows_of({header + row(0, 0, 280, 0, 1) + row(0, 1, 40, 0, 1) + row(0, 2, 28, 1, 0) +
               row(1, 0, 280, 0, 1) + row(1, 1, 40, 0, 0) + row(1, 2, 29, 0, 1) +
               row(2, 0, 280, 0, 1) + row(2, 1, 40, 0, 0) + row(2, 2, 28, 0, 0)}),
      PaperValues());
  const study::Table table(summary.csv, "table");
  ASSERT_EQ(table.rows(), 1u);
  const auto field = [&](const char* column) { return table.text(0, table.column(column)); };
  EXPECT_EQ(field("weights"), "280");
  EXPECT_EQ(field("networks"), "3");
  EXPECT_EQ(field("fewest"), "28");
  EXPECT_EQ(field("median"), "29");
  EXPECT_EQ(field("most"), "280");
  EXPECT_EQ(field("tenth"), "1");
  EXPECT_EQ(field("tenth_rate"), "0.333333");
}

}  // namespace
}  // namespace figures
