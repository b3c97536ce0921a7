#include "studies/figures/smallest_exact.h"

#include <fmt/core.h>
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

constexpr const char* kHeader =
    "steps,overcompleteness,criterion,schedule,survivors,biases,train_until,trial,seed,row,rows,"
    "parameters,round,weights_kept,exact_before,exact,weights_known\n";

// A row of three.
std::string row_of(const char* schedule, int trial, int round, int kept, int before, int exact) {
  return fmt::format("1,8,magnitude,{},keep,kept,exact,{},0x{},{},3,305,{},{},{},{},13\n", schedule,
                     trial, trial, round, round, kept, before, exact);
}

// Of three networks one is exact with 28 weights before its training, one again after a failure,
// one never.
TEST(SmallestExact, CountsTheFewestBeforeOrAfterTraining) {
  const auto row = [](int trial, int round, int kept, int before, int exact) {
    return row_of("iterative", trial, round, kept, before, exact);
  };
  const Summary summary = summarise_smallest_exact(
      rows_of({kHeader + row(0, 0, 280, 0, 1) + row(0, 1, 40, 0, 1) + row(0, 2, 28, 1, 0) +
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

// Pruned while it is trained: what was exact before is the whole network.
TEST(SmallestExact, OfGradualPruningCountsWhatIsExactAfterTrainingAlone) {
  const auto row = [](int round, int kept, int before, int exact) {
    return row_of("gradual", 0, round, kept, before, exact);
  };
  const Summary summary = summarise_smallest_exact(
      rows_of({kHeader + row(0, 280, 0, 1) + row(1, 40, 1, 1) + row(2, 28, 1, 0)}), PaperValues());
  const study::Table table(summary.csv, "table");
  ASSERT_EQ(table.rows(), 1u);
  EXPECT_EQ(table.text(0, table.column("fewest")), "40");
}

}  // namespace
}  // namespace figures
