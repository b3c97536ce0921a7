#include "studies/figures/density.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "base/program.h"
#include "studies/figures/rows_of.h"

namespace figures {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kHeader =
    "steps,overcompleteness,rule,density,trial,seed,parameters,solved,boards\n";

Summary summary_of(const std::string& rows) {
  return summarise_density(rows_of({kHeader + rows}), PaperValues());
}

std::string error_of_rows(const std::string& rows) {
  return error_of<std::invalid_argument>([&] { summary_of(rows); });
}

TEST(DensityTable, GoldenTable) {
  const ResultRows rows =
      rows_of({base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/density_rows.csv")});
  const Summary summary = summarise_density(rows, PaperValues());
  EXPECT_EQ(summary.csv, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/density.csv"));
  EXPECT_EQ(summary.text, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/density.txt"));
  EXPECT_EQ(summary.least_trials, 6);
  EXPECT_EQ(summary.most_trials, 6);
}

TEST(DensityTable, QuartilesAreOfSolvedTrials) {
  const study::Table table(summary_of("1,1,B3/S23,0.4,0,0xa,25,1,3000\n"
                                      "1,1,B3/S23,0.4,1,0xb,25,0,9000\n"
                                      "1,1,B3/S23,0.4,2,0xc,25,1,1000\n"
                                      "1,1,B3/S23,0.4,3,0xd,25,1,2000\n"
                                      "1,1,B3/S23,0.4,4,0xe,25,1,8000\n")
                               .csv,
                           "table");
  EXPECT_EQ(table.text(0, table.column("boards_lower_quartile")), "1750");
  EXPECT_EQ(table.text(0, table.column("boards_median")), "2500");
  EXPECT_EQ(table.text(0, table.column("boards_upper_quartile")), "4250");
}

TEST(DensityTable, PairsAreTrialsOfOneNumber) {
  const std::string text = summary_of(
                               "1,1,B3/S23,0.38,0,0xa,25,1,1000\n"
                               "1,1,B3/S23,0.38,1,0xb,25,1,1000\n"
                               "1,1,B3/S23,0.38,3,0xc,25,1,1000\n"
                               "1,1,B3/S23,0.5,0,0xd,25,0,9000\n"
                               "1,1,B3/S23,0.5,1,0xe,25,1,1000\n"
                               "1,1,B3/S23,0.5,2,0xf,25,0,9000\n")
                               .text;
  EXPECT_THAT(
      text, HasSubstr("n  m  rate at 0.38  against  rate   pairs  only at 0.38  only there  p\n"
                      "1  1  1.000         0.5      0.333  2      1             0           1\n"));
}

TEST(DensityTable, WithoutThePapersDensityNothingIsCompared) {
  const std::string text = summary_of("1,1,B3/S23,0.5,0,0xa,25,1,1000\n").text;
  EXPECT_THAT(text, HasSubstr("highest at"));
  EXPECT_THAT(text, Not(HasSubstr("against")));
  EXPECT_THAT(summary_of("1,1,B3/S23,uniform,0,0xa,25,1,1000\n").text,
              Not(HasSubstr("highest at")));
}

TEST(DensityTable, TrialsOfTwoBaseSeedsCannotBePaired) {
  EXPECT_EQ(error_of<base::DisagreementError>([] {
              summary_of(
                  "1,1,B3/S23,0.38,0,0xa,25,1,1000\n"
                  "1,1,B3/S23,0.38,0,0xb,25,1,1000\n"
                  "1,1,B3/S23,0.5,0,0xc,25,1,1000\n");
            }),
            "a.csv: line 3: trial 0 of its cell stands twice, with another seed: trials cannot be "
            "paired");
}

TEST(DensityTable, ErrorsNameTheLine) {
  for (const char* density : {"dense", "1.5", "-0.1", ""}) {
    EXPECT_EQ(error_of_rows("1,1,B3/S23,0.5,0,0xa,25,1,9\n1,1,B3/S23," + std::string(density) +
                            ",0,0xb,25,1,9\n"),
              "a.csv: line 3: density '" + std::string(density) +
                  "': needs a number from 0 to 1, or 'uniform'");
  }
  EXPECT_EQ(error_of_rows("1,1,B3/S23,0.5,0,0xa,25,1,many\n"),
            "a.csv: line 2: boards 'many': needs a number");
  EXPECT_THAT(error_of<std::invalid_argument>([] {
                summarise_density(
                    rows_of({"steps,overcompleteness,rule,trial,seed\n1,1,x,0,0xa\n"}),
                    PaperValues());
              }),
              StartsWith("a.csv: has no column density, only "));
}

}  // namespace
}  // namespace figures
