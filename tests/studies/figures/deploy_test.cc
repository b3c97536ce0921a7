#include "studies/figures/deploy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "studies/figures/rows_of.h"

namespace figures {
namespace {

constexpr const char* kHeader =
    "steps,overcompleteness,network,kept,bits,device,trial,seed,parameters,solved,exact,"
    "window_errors,numbers_changed,constant_bytes,flash_bytes,ram_bytes,unit,cell,generation,"
    "generations_per_second\n";

PaperValues published_values() {
  return PaperValues::read(MINLIFE_SOURCE_DIR "/studies/figures/deploy_published_values.csv");
}

/// A column of the table of these rows.
std::vector<std::string> column_of(const std::string& name, const std::string& rows) {
  const study::Table table(summarise_deploy(rows_of({kHeader + rows}), PaperValues()).csv, "table");
  std::vector<std::string> texts;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    texts.push_back(table.text(row, table.column(name)));
  }
  return texts;
}

TEST(DeployTable, GoldenTable) {
  const ResultRows rows =
      rows_of({base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/deploy_rows.csv")});
  const Summary summary = summarise_deploy(rows, published_values());
  EXPECT_EQ(summary.csv, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/deploy.csv"));
  EXPECT_EQ(summary.text, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/deploy.txt"));
}

// Two of three learned; one of these is exact by rounding, one not at all.
TEST(DeployTable, CountsNetworksThatWereDeployed) {
  const std::string rows =
      "1,1,trained,100,1,atmega328p,0,0xa,25,1,1,0,0,18,700,0,cycles,378,25600,625\n"
      "1,1,trained,100,1,atmega328p,1,0xb,25,1,0,46,7,20,710,0,cycles,380,51200,312.5\n"
      "1,1,trained,100,1,atmega328p,2,0xc,25,0,0,90,,,,,,,,\n";
  EXPECT_THAT(column_of("networks", rows), testing::ElementsAre("2"));
  EXPECT_THAT(column_of("exact", rows), testing::ElementsAre("1"));
  EXPECT_THAT(column_of("unchanged", rows), testing::ElementsAre("1"));
  EXPECT_THAT(column_of("window_errors", rows), testing::ElementsAre("46"));
  EXPECT_THAT(column_of("flash_bytes", rows), testing::ElementsAre("705"));
  EXPECT_THAT(column_of("torus_cell", rows), testing::ElementsAre("150"));
  EXPECT_THAT(column_of("torus_cell_most", rows), testing::ElementsAre("200"));
}

TEST(DeployTable, RowsAreNetworksInGroups) {
  const std::string after = ",1,1,0,0,18,700,0,cycles,378,25600,625\n";
  const std::string rows = "2,2,trained,100,8,atmega328p,0,0xa,126" + after +
                           "1,8,pruned-removal,25,8,atmega328p,0,0xb,305" + after +
                           "1,8,pruned-filters,10,8,atmega328p,0,0xa1,305" + after +
                           "1,8,ticket,10,8,atmega328p,0,0xa2,305" + after +
                           "1,8,small,10,8,atmega328p,0,0xa3,36" + after +
                           "1,8,trained,100,8,atmega328p,0,0xc,305" + after +
                           "1,8,trained,100,4,atmega328p,0,0xd,305" + after +
                           "1,1,one-filter,100,8,atmega328p,0,0xe,17" + after +
                           "1,1,rule-bytewise,100,none,atmega328p,0,0xf," + after +
                           "2,1,one-filter,100,8,atmega328p,0,0x1,40" + after;
  EXPECT_THAT(column_of("label", rows),
              testing::ElementsAre("eight cells at once", "one filter", "m = 8", "m = 8",
                                   "m = 8 / 25 % by removal", "m = 8 / 10 % by filters",
                                   "m = 8 / 10 %", "m = 8 / 10 %", "one filter twice", "m = 2"));
  EXPECT_THAT(column_of("group", rows),
              testing::ElementsAre("rules", "by hand", "trained", "trained", "pruned", "pruned",
                                   "tickets", "small", "two steps", "two steps"));
  EXPECT_THAT(column_of("row", rows),
              testing::ElementsAre("2", "4", "6", "6", "8", "9", "11", "13", "15", "16"));
}

TEST(DeployTable, NeedsTheStudysAxes) {
  const ResultRows rows =
      rows_of({"steps,overcompleteness,trial,seed,parameters,exact\n"
               "1,1,0,0xa,25,1\n"});
  EXPECT_THROW(summarise_deploy(rows, PaperValues()), std::invalid_argument);
}

}  // namespace
}  // namespace figures
