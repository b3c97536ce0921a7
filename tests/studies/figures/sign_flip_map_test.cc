#include "studies/figures/sign_flip_map.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "studies/figures/rows_of.h"
#include "studies/harness/stats.h"

namespace figures {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kHeader =
    "steps,overcompleteness,flips,trial,seed,row,flip_count,flipped,parameters,solved\n";

Summary summary_of(const std::string& rows) {
  return summarise_sign_flip_map(rows_of({kHeader + rows}), PaperValues());
}

TEST(SignFlipMapTable, GoldenTable) {
  const ResultRows rows =
      rows_of({base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/sign_flips_rows.csv")});
  const Summary summary = summarise_sign_flip_map(rows, PaperValues());
  EXPECT_EQ(summary.csv, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/sign_flip_map.csv"));
  EXPECT_EQ(summary.text, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/sign_flip_map.txt"));
  EXPECT_EQ(summary.least_trials, 3);
  EXPECT_EQ(summary.most_trials, 3);
}

TEST(SignFlipMapTable, TheFlipsOfAWinnerAreACluster) {
  const Summary summary = summary_of(
      "1,1,each,0,0xa,0,0,,25,1\n"
      "1,1,each,0,0xa,1,1,20,25,0\n"
      "1,1,each,0,0xa,2,1,21,25,0\n"
      "1,1,each,1,0xb,0,0,,25,1\n"
      "1,1,each,1,0xb,1,1,20,25,1\n"
      "1,1,each,1,0xb,2,1,21,25,1\n");
  const study::Interval interval =
      study::wilson_clustered(std::vector<study::Cluster>{{2, 2}, {0, 2}});
  EXPECT_THAT(summary.text,
              HasSubstr(fmt::format("1x1      2        2/4           0.500  {:.3f} to "
                                    "{:.3f}\n",
                                    interval.low, interval.high)));
}

TEST(SignFlipMapTable, WithoutWinnersThereIsNothingToDraw) {
  const Summary lost = summary_of("1,1,each,0,0xa,0,0,,25,0\n");
  EXPECT_EQ(lost.csv,
            "steps,overcompleteness,flips,flipped,layer,kernel,out,in,row,column,part,parameters,"
            "winners,failed,rate,wilson_low,wilson_high\n");
  EXPECT_EQ(lost.text, "winners: 0 of 1 trials with n = 1, m = 1\n");
  const Summary random = summary_of("1,1,random,0,0xa,1,1,3,25,1\n");
  EXPECT_EQ(random.csv, lost.csv);
  EXPECT_EQ(random.text, "no trials with flips = each\n");
}

TEST(SignFlipMapTable, ErrorsNameTheLine) {
  const auto error = [](const std::string& text) {
    return error_of<std::invalid_argument>(
        [&] { summarise_sign_flip_map(rows_of({text}), PaperValues()); });
  };
  EXPECT_EQ(error(kHeader + std::string("1,1,each,0,0xa,0,0,,25,1\n1,1,each,0,0xa,1,1,18,25,1\n")),
            "a.csv: line 3: flipped '18': needs a weight of L(1, 1)");
  EXPECT_EQ(error(kHeader + std::string("1,1.5,each,0,0xa,1,1,3,25,1\n")),
            "a.csv: line 2: overcompleteness 1.5: needs a whole number from 1 to 64");
  EXPECT_THAT(error("steps,overcompleteness,trial,seed\n1,1,0,0xa\n"),
              StartsWith("a.csv: has no column flips, only "));
}

}  // namespace
}  // namespace figures
