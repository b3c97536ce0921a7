#include "studies/figures/pruning.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "base/program.h"
#include "studies/figures/pruning_rows.h"
#include "studies/figures/rows_of.h"
#include "studies/figures/smallest_exact.h"

namespace figures {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string kHeader =
    "steps,overcompleteness,criterion,schedule,survivors,biases,train_until,trial,seed,row,rows,"
    "parameters,"
    "round,weights_asked,weights_kept,exact_before,exact,weights_known\n";

// Two networks of 305 parameters, of which 280 and then 28 weights are kept.
const std::string kTwoTrials =
    kHeader +
    "1,8,magnitude,iterative,keep,kept,exact,0,0xa,0,2,305,0,,280,0,1,13\n"
    "1,8,magnitude,iterative,keep,kept,exact,0,0xa,1,2,305,1,28,28,1,0,13\n"
    "1,8,magnitude,iterative,keep,kept,exact,1,0xb,0,2,305,0,,280,0,1,13\n"
    "1,8,magnitude,iterative,keep,kept,exact,1,0xb,1,2,305,1,28,28,0,1,13\n"
    "1,8,magnitude,iterative,keep,kept,exact,2,0xc,0,1,305,0,,280,0,0,13\n";

ResultRows vector_rows() {
  return rows_of({base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/pruning_rows.csv")});
}

void expect_golden(const Summary& summary, const std::string& name) {
  const std::string golden = MINLIFE_SOURCE_DIR "/tests/golden/" + name;
  EXPECT_EQ(summary.csv, base::read_file(golden + ".csv"));
  EXPECT_EQ(summary.text, base::read_file(golden + ".txt"));
}

TEST(PruningTable, GoldenTable) {
  const Summary summary = summarise_pruning(vector_rows(), PaperValues());
  expect_golden(summary, "pruning");
  EXPECT_EQ(summary.least_trials, 2);
  EXPECT_EQ(summary.most_trials, 3);
}

TEST(PruningTable, NetworksThatDidNotLearnCountNowhereButInTheNote) {
  const Summary summary = summarise_pruning(rows_of({kTwoTrials}), PaperValues());
  const study::Table table(summary.csv, "table");
  ASSERT_EQ(table.rows(), 2u);
  const auto field = [&](std::size_t row, const char* column) {
    return table.text(row, table.column(column));
  };
  EXPECT_EQ(field(0, "networks"), "2");
  EXPECT_EQ(field(0, "wilson_low"), "1.000000");
  EXPECT_EQ(field(1, "exact"), "1");
  EXPECT_EQ(field(1, "exact_before"), "1");
  EXPECT_EQ(field(1, "share"), "0.100000");
  EXPECT_EQ(field(1, "method"), "magnitude");
  EXPECT_THAT(summary.text, HasSubstr("trained: 2 of 3 with n = 1, m = 8\n"));
}

TEST(PruningTable, WithoutANetworkThereIsNothingToDraw) {
  const ResultRows rows =
      rows_of({kHeader + "1,8,random,iterative,keep,kept,exact,2,0xc,0,1,305,0,,280,0,0,13\n"});
  for (const auto summarise : {summarise_pruning, summarise_smallest_exact}) {
    const Summary summary = summarise(rows, PaperValues());
    EXPECT_EQ(std::ranges::count(summary.csv, '\n'), 1);
    EXPECT_EQ(summary.text, "trained: 0 of 1 with n = 1, m = 8\n");
    EXPECT_EQ(summary.most_trials, 0);
  }
}

TEST(PruningTable, MethodsAreNamedByWhatTheyDoNotShare) {
  const ResultRows rows = rows_of(
      {kHeader + "1,8,magnitude,one-shot,rewind,prunable,budget,0,0xa,0,1,305,0,,280,0,1,13\n"});
  const SuccessRates rates = exact_rates(rows, false);
  EXPECT_EQ(pruning_method(rates, rates.cells[0]),
            "magnitude one-shot rewound biases too trained on");
}

TEST(PruningTable, ErrorsNameTheLine) {
  const auto error = [](const std::string& text) {
    return error_of<std::invalid_argument>(
        [&] { summarise_pruning(rows_of({text}), PaperValues()); });
  };
  const std::string row = "1,8,magnitude,iterative,keep,kept,exact,0,0xa,0,1,305,0,,";
  EXPECT_EQ(error(kHeader + row + "280,0,maybe,13\n"),
            "a.csv: line 2: exact 'maybe': needs 0 or 1");
  EXPECT_EQ(error(kHeader + row + "2.5,0,1,13\n"),
            "a.csv: line 2: weights_kept '2.5': needs a whole number");
  EXPECT_THAT(error("steps,overcompleteness,trial,seed,exact\n1,8,0,0xa,1\n"),
              StartsWith("a.csv: has no column criterion, only "));
}

TEST(Quantile, IsAValueThatIsThere) {
  EXPECT_EQ(quantile_of({1, 2, 3, 4}, 0.5), 2);
  EXPECT_EQ(quantile_of({1, 2, 3, 4}, 0.25), 1);
  EXPECT_EQ(quantile_of({1, 2, 3}, 0.75), 3);
  EXPECT_EQ(quantile_of({5}, 0), 5);
}

}  // namespace
}  // namespace figures
