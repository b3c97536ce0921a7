#include "studies/figures/verdict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "base/file.h"
#include "base/program.h"
#include "studies/figures/rows_of.h"

namespace figures {
namespace {

using testing::HasSubstr;

const std::string kHeader =
    "steps,overcompleteness,method,controls,train_until,trial,seed,row,rows,control,parameters,"
    "round,"
    "weights_kept,exact,total_multiply_adds\n";

/// Of rows of `tickets` and, if there are any, of `pruning`.
Summary summary_of(const std::string& tickets, const std::string& pruning = "") {
  RowsByStudy studies;
  studies.emplace("tickets", rows_of({tickets}));
  if (!pruning.empty()) studies.emplace("pruning", rows_of({pruning}));
  return summarise_verdict(studies);
}

TEST(VerdictTable, GoldenTable) {
  const Summary summary =
      summary_of(base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/tickets_rows.csv"));
  const std::string golden = MINLIFE_SOURCE_DIR "/tests/golden/verdict";
  EXPECT_EQ(summary.csv, base::read_file(golden + ".csv"));
  EXPECT_EQ(summary.text, base::read_file(golden + ".txt"));
}

// Two tickets of 28 weights, one exact, for 100 and 300; two small networks of 30, both exact, for
// 10 and 30; the whole one for 5 a trial. The control is not for sale.
TEST(VerdictTable, ChargesFailuresAndComparesWithTheNearestSmallNetwork) {
  const Summary summary = summary_of(kHeader +
                                     "1,8,imp,yes,exact,0,0xa,0,3,none,305,0,280,1,5\n"
                                     "1,8,imp,yes,exact,0,0xa,1,3,none,305,1,28,1,100\n"
                                     "1,8,imp,yes,exact,0,0xa,2,3,shuffled,305,1,28,1,1\n"
                                     "1,8,imp,yes,exact,1,0xb,0,3,none,305,0,280,1,5\n"
                                     "1,8,imp,yes,exact,1,0xb,1,3,none,305,1,28,0,300\n"
                                     "1,8,imp,yes,exact,1,0xb,2,3,shuffled,305,1,28,1,1\n"
                                     "1,8,small,no,exact,0,0xc,0,2,none,305,0,280,1,5\n"
                                     "1,8,small,no,exact,0,0xc,1,2,none,36,1,30,1,10\n"
                                     "1,8,small,no,exact,1,0xd,0,2,none,305,0,280,1,5\n"
                                     "1,8,small,no,exact,1,0xd,1,2,none,36,1,30,1,30\n");
  const study::Table table(summary.csv, "table");
  ASSERT_EQ(table.rows(), 3u);
  const auto field = [&](std::size_t row, const char* column) {
    return table.text(row, table.column(column));
  };
  EXPECT_EQ(field(0, "way"), "imp");
  EXPECT_EQ(field(0, "per_network"), "400");
  EXPECT_EQ(field(0, "small_kept"), "30");
  EXPECT_EQ(field(0, "small"), "20");
  EXPECT_EQ(field(0, "ratio"), "20");
  EXPECT_EQ(field(1, "round"), "0");
  EXPECT_EQ(field(1, "per_network"), "5");
  EXPECT_EQ(field(2, "ratio"), "1");
  EXPECT_THAT(summary.text, HasSubstr("28: 4.0e+02"));
}

// Pruned by filters: one of three dense networks did not learn, one stays exact with 30 weights.
TEST(VerdictTable, TakesPrunedNetworksOfTheSameFormAndTraining) {
  const std::string pruning =
      "steps,overcompleteness,density,criterion,schedule,survivors,biases,train_until,trial,seed,"
      "row,rows,parameters,round,weights_kept,exact,total_multiply_adds\n"
      "1,8,0.4,filters,iterative,keep,kept,exact,0,0x1,0,2,305,0,280,1,5\n"
      "1,8,0.4,filters,iterative,keep,kept,exact,0,0x1,1,2,305,1,30,1,100\n"
      "1,8,0.4,filters,iterative,keep,kept,exact,1,0x2,0,2,305,0,280,1,5\n"
      "1,8,0.4,filters,iterative,keep,kept,exact,1,0x2,1,2,305,1,32,0,100\n"
      "1,8,0.4,filters,iterative,keep,kept,exact,2,0x3,0,1,305,0,280,0,40\n"
      "1,8,0.4,random,iterative,keep,kept,exact,0,0x4,0,1,305,0,280,0,40\n"
      "1,8,0.5,filters,iterative,keep,kept,exact,0,0x5,0,1,305,0,280,0,40\n"
      "1,4,0.4,filters,iterative,keep,kept,exact,0,0x6,0,1,121,0,108,0,40\n";
  const Summary summary = summary_of(
      "steps,overcompleteness,density,method,controls,train_until,trial,seed,row,rows,control,"
      "parameters,round,weights_kept,exact,total_multiply_adds\n"
      "1,8,0.4,fine-tuned,no,exact,0,0xa,0,2,none,305,0,280,1,5\n"
      "1,8,0.4,fine-tuned,no,exact,0,0xa,1,2,none,305,1,28,0,50\n",
      pruning);
  const study::Table table(summary.csv, "table");
  ASSERT_EQ(table.rows(), 2u);
  const auto field = [&](const char* column) { return table.text(1, table.column(column)); };
  EXPECT_EQ(field("way"), "pruned-filters");
  EXPECT_EQ(field("density"), "0.4");
  EXPECT_EQ(field("per_network"), "240");
  EXPECT_EQ(field("trials"), "3");
  EXPECT_EQ(field("exact"), "1");
}

TEST(VerdictTable, NeedsTickets) { EXPECT_THROW(summarise_verdict({}), std::invalid_argument); }

}  // namespace
}  // namespace figures
