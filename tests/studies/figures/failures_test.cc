#include "studies/figures/failures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "studies/figures/failure_counts.h"
#include "studies/figures/rows_of.h"

namespace figures {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kHeader =
    "steps,overcompleteness,density,trial,seed,parameters,solved,cause,wrong_cases,dead_filters,"
    "dead_bottleneck\n";

Summary summary_of(const std::string& rows) {
  return summarise_failures(rows_of({kHeader + rows}), PaperValues());
}

TEST(FailureCounts, CountsEachTrialUnderItsCause) {
  const ResultRows rows = rows_of({kHeader + "1,1,0.38,0,0x1,25,0,filters,B3 S2,2,1\n"
                                             "1,1,0.38,1,0x2,25,0,cases,B3 S3,0,1\n"
                                             "1,1,0.38,2,0x3,25,0,cases,B3,1,0\n"
                                             "1,1,0.38,3,0x4,25,0,all-dead,S2,0,0\n"
                                             "1,1,0.38,4,0x5,25,0,,,0,0\n"
                                             "1,1,0.38,5,0x6,25,1,,,1,0\n"});
  FailureCounts counts = failure_counts(rows, success_rates(rows).cells[0]);
  EXPECT_EQ(counts.trials, 6);
  EXPECT_EQ(counts.failed(), 5);
  EXPECT_THAT(counts.endings, ElementsAre(1, 0, 1, 2, 1, 1));
  EXPECT_THAT(counts.units, ElementsAre(2, 2));  // of the solved trial none counts
  EXPECT_THAT(counts.cases, ElementsAre(0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0));
  counts += counts;
  EXPECT_EQ(counts.trials, 12);
  EXPECT_EQ(counts.with_cases(), 4);
  EXPECT_EQ(counts.cases[3], 4);
}

TEST(Failures, GoldenTable) {
  const Summary summary = summarise_failures(
      rows_of({base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/failures_rows.csv")}),
      PaperValues());
  EXPECT_EQ(summary.csv, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/failures.csv"));
  EXPECT_EQ(summary.text, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/failures.txt"));
  EXPECT_EQ(summary.least_trials, 5);
  EXPECT_EQ(summary.most_trials, 9);
}

TEST(Failures, OfOneStepOnly) {
  const Summary summary = summary_of("2,1,0.38,0,0x1,48,0,,,,\n");
  EXPECT_EQ(summary.text, "no trial of one step\n");
  EXPECT_EQ(summary.csv,
            "steps,overcompleteness,density,parameters,part,name,of,count,share,low,high\n");
}

TEST(Failures, WithoutAFailure) {
  const Summary summary = summary_of("1,1,0.38,0,0x1,25,1,,,0,0\n");
  EXPECT_THAT(summary.text, HasSubstr("all m: 0 of 1 trials failed\n"));
  EXPECT_THAT(summary.csv, HasSubstr("solved,1,1,1.000000"));
}

TEST(Failures, ErrorsNameTheLine) {
  const auto error = [](const std::string& row) {
    return error_of<std::invalid_argument>([&] { summary_of(row + "\n"); });
  };
  const std::string needs =
      ": needs filters, bottleneck, all-dead or cases if it failed, else none";
  EXPECT_EQ(error("1,1,0.38,0,0x1,25,0,bad luck,,0,0"),
            "a.csv: line 2: cause 'bad luck' of a trial not solved" + needs);
  EXPECT_EQ(error("1,1,0.38,0,0x1,25,1,cases,B3,0,0"),
            "a.csv: line 2: cause 'cases' of a trial solved" + needs);
  EXPECT_EQ(error("1,1,0.38,0,0x1,25,0,unconfirmed,,0,0"),
            "a.csv: line 2: cause 'unconfirmed' of a trial not solved" + needs);
  EXPECT_EQ(error("1,1,0.38,0,0x1,25,0,cases,B3 S9,0,0"),
            "a.csv: line 2: wrong_cases 'B3 S9': needs cases such as B3 S2");
  EXPECT_EQ(error("1,1,0.38,0,0x1,25,0,cases,B3,,0"),
            "a.csv: line 2: dead_filters '': needs a number");
  EXPECT_THAT(error_of<std::invalid_argument>([] {
                summarise_failures(rows_of({"steps,overcompleteness,trial,seed,parameters,solved\n"
                                            "2,1,0,0x1,25,0\n"}),
                                   PaperValues());
              }),
              HasSubstr("a.csv: has no column cause, only steps"));
}

}  // namespace
}  // namespace figures
