#include "studies/figures/verdict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

TEST(VerdictTable, GoldenTable) {
  const Summary summary = summarise_verdict(
      rows_of({base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/tickets_rows.csv")}),
      PaperValues());
  const std::string golden = MINLIFE_SOURCE_DIR "/tests/golden/verdict";
  EXPECT_EQ(summary.csv, base::read_file(golden + ".csv"));
  EXPECT_EQ(summary.text, base::read_file(golden + ".txt"));
}

// Two tickets of 28 weights, one exact, for 100 and 300; two small networks of 30, both exact, for
// 10 and 30; the whole one for 5 a trial. The control is not for sale.
TEST(VerdictTable, ChargesFailuresAndComparesWithTheNearestSmallNetwork) {
  const Summary summary =
      summarise_verdict(rows_of({kHeader + "1,8,imp,yes,exact,0,0xa,0,3,none,305,0,280,1,5\n"
                                           "1,8,imp,yes,exact,0,0xa,1,3,none,305,1,28,1,100\n"
                                           "1,8,imp,yes,exact,0,0xa,2,3,shuffled,305,1,28,1,1\n"
                                           "1,8,imp,yes,exact,1,0xb,0,3,none,305,0,280,1,5\n"
                                           "1,8,imp,yes,exact,1,0xb,1,3,none,305,1,28,0,300\n"
                                           "1,8,imp,yes,exact,1,0xb,2,3,shuffled,305,1,28,1,1\n"
                                           "1,8,small,no,exact,0,0xc,0,2,none,305,0,280,1,5\n"
                                           "1,8,small,no,exact,0,0xc,1,2,none,36,1,30,1,10\n"
                                           "1,8,small,no,exact,1,0xd,0,2,none,305,0,280,1,5\n"
                                           "1,8,small,no,exact,1,0xd,1,2,none,36,1,30,1,30\n"}),
                        PaperValues());
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

}  // namespace
}  // namespace figures
