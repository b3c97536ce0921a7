#include "studies/figures/tickets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "base/program.h"
#include "studies/figures/rows_of.h"

namespace figures {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string kHeader =
    "steps,overcompleteness,method,controls,train_until,trial,seed,row,rows,control,parameters,"
    "round,"
    "weights_kept,exact\n";

TEST(TicketsTable, GoldenTable) {
  const Summary summary = summarise_tickets(
      rows_of({base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/tickets_rows.csv")}),
      PaperValues());
  const std::string golden = MINLIFE_SOURCE_DIR "/tests/golden/tickets";
  EXPECT_EQ(summary.csv, base::read_file(golden + ".csv"));
  EXPECT_EQ(summary.text, base::read_file(golden + ".txt"));
  EXPECT_EQ(summary.least_trials, 2);
  EXPECT_EQ(summary.most_trials, 2);
}

TEST(TicketsTable, ControlsAreWaysOfTheirOwn) {
  const Summary summary =
      summarise_tickets(rows_of({kHeader + "1,8,imp,yes,exact,0,0xa,0,3,none,305,0,280,1\n"
                                           "1,8,imp,yes,exact,0,0xa,1,3,none,305,1,28,1\n"
                                           "1,8,imp,yes,exact,0,0xa,2,3,shuffled,305,1,28,0\n"
                                           "1,8,imp,yes,exact,1,0xb,0,3,none,305,0,280,1\n"
                                           "1,8,imp,yes,exact,1,0xb,1,3,none,305,1,28,0\n"
                                           "1,8,imp,yes,exact,1,0xb,2,3,shuffled,305,1,28,0\n"}),
                        PaperValues());
  const study::Table table(summary.csv, "table");
  ASSERT_EQ(table.rows(), 3u);
  const auto field = [&](std::size_t row, const char* column) {
    return table.text(row, table.column(column));
  };
  EXPECT_EQ(field(0, "share"), "1.000000");
  EXPECT_EQ(field(1, "way"), "imp");
  EXPECT_EQ(field(1, "share"), "0.100000");
  EXPECT_EQ(field(1, "rate"), "0.500000");
  EXPECT_EQ(field(2, "way"), "imp shuffled");
  EXPECT_EQ(field(2, "exact"), "0");
  EXPECT_THAT(summary.text, HasSubstr("28 (10.0 %)"));
  EXPECT_THAT(summary.text, HasSubstr("none"));
}

TEST(TicketsTable, ErrorsNameTheLine) {
  const auto error = [](const std::string& text) {
    return error_of<std::invalid_argument>(
        [&] { summarise_tickets(rows_of({text}), PaperValues()); });
  };
  EXPECT_EQ(error(kHeader + "1,8,imp,yes,exact,0,0xa,0,1,none,305,0,280,maybe\n"),
            "a.csv: line 2: exact 'maybe': needs 0 or 1");
  EXPECT_EQ(error(kHeader + "1,8,imp,yes,exact,0,0xa,0,1,none,305,0,few,1\n"),
            "a.csv: line 2: weights_kept 'few': needs a number");
  EXPECT_THAT(error("steps,overcompleteness,trial,seed,exact\n1,8,0,0xa,1\n"),
              StartsWith("a.csv: has no column method, only "));
}

}  // namespace
}  // namespace figures
