#include "studies/figures/result_rows.h"

#include <gtest/gtest.h>

#include "base/program.h"
#include "studies/figures/rows_of.h"

namespace figures {
namespace {

TEST(ResultRows, PutsShardsTogether) {
  const ResultRows rows =
      rows_of({"m,seed,solved\n1,0xa,1\n2,0xb,0\n", "m,seed,solved\n3,0xc,1\n"});
  ASSERT_EQ(rows.rows().size(), 3u);
  EXPECT_EQ(rows.rows()[2].text(rows.column("m")), "3");
  EXPECT_EQ(rows.rows()[2].place(), "b.csv: line 2");
}

TEST(ResultRows, CountsATrialOnce) {
  const std::string shard = "m,seed,solved\n1,0xa,1\n2,0xb,0\n";
  EXPECT_EQ(rows_of({shard, shard}).rows().size(), 2u);
  EXPECT_EQ(rows_of({shard + "1,0xa,1\n"}).rows().size(), 2u);
}

TEST(ResultRows, TellsTheRowsOfATrialApart) {
  const std::string trial = "m,seed,row,rows,solved\n1,0xa,0,2,1\n1,0xa,1,2,0\n";
  EXPECT_EQ(rows_of({trial}).rows().size(), 2u);
  EXPECT_EQ(rows_of({trial, trial}).rows().size(), 2u);
}

TEST(ResultRows, RefusesTwoRowsOfOneSeed) {
  EXPECT_EQ(error_of<base::DisagreementError>([] {
              rows_of({"m,seed,solved\n1,0xa,1\n", "m,seed,solved\n2,0xb,0\n1,0xa,0\n"});
            }),
            "b.csv: line 3: differs from a.csv: line 2 of the same seed 0xa");
}

TEST(ResultRows, RefusesFilesThatAreNotOfOneStudy) {
  EXPECT_EQ(error_of<base::DisagreementError>([] {
              rows_of({"m,seed\n1,0xa\n", "m,seed,loss\n1,0xa,2\n"});
            }),
            "b.csv: its columns are not those of a.csv");
  EXPECT_EQ(error_of<std::invalid_argument>([] { rows_of({"m,loss\n1,2\n"}); }),
            "a.csv: has no column seed, only m, loss");
  EXPECT_EQ(error_of<std::invalid_argument>([] { rows_of({"m,seed\n"}); }), "a.csv: has no rows");
}

}  // namespace
}  // namespace figures
