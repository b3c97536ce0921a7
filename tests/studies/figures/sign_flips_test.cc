#include "studies/figures/sign_flips.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "studies/figures/rows_of.h"

namespace figures {
namespace {

using testing::StartsWith;

constexpr const char* kHeader =
    "steps,overcompleteness,rule,batch,learning_rate,budget,flips,trial,seed,row,flip_count,"
    "flipped,parameters,solved\n";

PaperValues paper_values() {
  return PaperValues::read(MINLIFE_SOURCE_DIR "/studies/figures/sign_flips_paper_values.csv");
}

Summary summary_of(const std::string& rows) {
  return summarise_sign_flips(rows_of({kHeader + rows}), paper_values());
}

TEST(SignFlipsTable, GoldenTable) {
  const ResultRows rows =
      rows_of({base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/sign_flips_rows.csv")});
  const Summary summary = summarise_sign_flips(rows, paper_values());
  EXPECT_EQ(summary.csv, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/sign_flips.csv"));
  EXPECT_EQ(summary.text, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/sign_flips.txt"));
  EXPECT_EQ(summary.least_trials, 1);
  EXPECT_EQ(summary.most_trials, 3);
}

TEST(SignFlipsTable, ThePaperStandsOnlyBesideItsProtocolOfOneStep) {
  const auto paper_of = [](const std::string& axes, const std::string& flip_count) {
    const study::Table table(summary_of(axes + ",random,0,0xa,1," + flip_count + ",0,25,1\n").csv,
                             "table");
    return table.text(0, table.column("paper"));
  };
  EXPECT_EQ(paper_of("1,3,B3/S23,8,0.001,1000000", "1"), "~0.8");
  EXPECT_EQ(paper_of("1,1,B3/S23,8,0.001,1000000", "3"), "");
  EXPECT_EQ(paper_of("1,1,B3/S23,8,0.001,1000000", "6"), "<= 0.5");
  EXPECT_EQ(paper_of("2,3,B3/S23,8,0.001,1000000", "1"), "");
  EXPECT_EQ(paper_of("1,3,B3/S23,8,0.001,30000", "1"), "");
}

TEST(SignFlipsTable, WithoutWinnersThereIsNothingToDraw) {
  const Summary lost = summary_of("1,1,B3/S23,8,0.001,9,random,0,0xa,0,0,,25,0\n");
  EXPECT_EQ(lost.csv,
            "steps,overcompleteness,rule,batch,learning_rate,budget,flips,flip_count,parameters,"
            "paper,winners,solved,rate,wilson_low,wilson_high\n");
  EXPECT_EQ(lost.text, "winners: 0 of 1 trials with n = 1, m = 1\n");
  const Summary each = summary_of("1,1,B3/S23,8,0.001,9,each,0,0xa,0,0,,25,1\n");
  EXPECT_EQ(each.csv, lost.csv);
  EXPECT_EQ(each.text, "no trials with flips = random\n");
}

TEST(SignFlipsTable, ErrorsNameTheColumn) {
  const auto error = [](const std::string& text, const PaperValues& paper) {
    return error_of<std::invalid_argument>([&] { summarise_sign_flips(rows_of({text}), paper); });
  };
  const std::string axes = "1,1,B3/S23,8,0.001,9,random,0,0xa,0,0,,25,";
  EXPECT_THAT(error("steps,overcompleteness,rule,batch,learning_rate,budget,trial,seed,solved\n"
                    "1,1,B3/S23,8,0.001,9,0,0xa,1\n",
                    PaperValues()),
              StartsWith("a.csv: has no column flips, only "));
  EXPECT_EQ(error(kHeader + axes + "yes\n", PaperValues()),
            "a.csv: line 2: solved 'yes': needs 0 or 1");
  const std::string other = MINLIFE_SOURCE_DIR "/studies/figures/paper_values.csv";
  EXPECT_EQ(error(kHeader + axes + "1\n", PaperValues::read(other)),
            other + ": columns before relation: steps, overcompleteness; needs flip_count");
}

}  // namespace
}  // namespace figures
