#include "studies/figures/overcompleteness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "studies/figures/rows_of.h"

namespace figures {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kHeader =
    "steps,overcompleteness,rule,boundary,initialisation,density,batch,learning_rate,budget,trial,"
    "seed,parameters,solved\n";

PaperValues paper_values() {
  return PaperValues::read(MINLIFE_SOURCE_DIR "/studies/figures/paper_values.csv");
}

std::string text_of(const std::string& rows) {
  return summarise_overcompleteness(rows_of({kHeader + rows}), paper_values()).text;
}

/// The paper's value beside a single row of L(1, 1) with these other axes.
std::string paper_of(const std::string& axes) {
  const std::string csv =
      summarise_overcompleteness(rows_of({kHeader + ("1,1," + axes) + ",0,0xa,25,0\n"}),
                                 paper_values())
          .csv;
  const study::Table table(csv, "table");
  return table.text(0, table.column("paper"));
}

TEST(OvercompletenessTable, GoldenTable) {
  const ResultRows rows =
      rows_of({base::read_file(MINLIFE_SOURCE_DIR "/tests/vectors/overcompleteness_rows.csv")});
  const Summary summary = summarise_overcompleteness(rows, paper_values());
  EXPECT_EQ(summary.csv, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/overcompleteness.csv"));
  EXPECT_EQ(summary.text, base::read_file(MINLIFE_SOURCE_DIR "/tests/golden/overcompleteness.txt"));
}

TEST(OvercompletenessTable, ThePaperStandsOnlyBesideItsProtocol) {
  EXPECT_EQ(paper_of("B3/S23,torus,pytorch,uniform,8,0.001,1000000"), "0.047");
  EXPECT_EQ(paper_of("B3/S23,dead-edge,normal,0.38,8,0.001,1000000"), "0.047");
  EXPECT_EQ(paper_of("B36/S23,torus,pytorch,uniform,8,0.001,1000000"), "");
  EXPECT_EQ(paper_of("B3/S23,torus,pytorch,uniform,16,0.001,1000000"), "");
  EXPECT_EQ(paper_of("B3/S23,torus,pytorch,uniform,8,0.01,1000000"), "");
  EXPECT_EQ(paper_of("B3/S23,torus,pytorch,uniform,8,0.001,30000"), "");
}

TEST(OvercompletenessTable, ShowsTheAxesThatVary) {
  const std::string text = text_of(
      "1,1,B3/S23,torus,pytorch,uniform,8,0.001,30000,0,0xa,25,0\n"
      "1,1,B3/S23,torus,pytorch,0.38,8,0.001,30000,0,0xb,25,1\n");
  EXPECT_EQ(text,
            "n  m  density  parameters  solved  rate   Wilson 95 %     paper\n"
            "1  1  0.38     25          1/1     1.000  0.207 to 1.000\n"
            "1  1  uniform  25          0/1     0.000  0.000 to 0.793\n"
            "\n"
            "all: rule B3/S23, boundary torus, initialisation pytorch, batch 8, learning_rate "
            "0.001, budget 30000\n");
}

TEST(OvercompletenessTable, SaysWhereBoardsWereSampled) {
  const std::string rest = ",B3/S23,torus,pytorch,uniform,8,0.001,30000,0,0xa,25,0\n";
  EXPECT_THAT(text_of("2,1" + rest), Not(HasSubstr("sampled")));
  EXPECT_THAT(
      text_of("3,1" + rest),
      EndsWith("n >= 3: solved means no error on 100000 sampled boards, for n <= 2 on every "
               "window\n"));
}

TEST(OvercompletenessTable, ErrorsNameTheColumn) {
  const auto error = [](const std::string& text) {
    return error_of<std::invalid_argument>(
        [&] { summarise_overcompleteness(rows_of({text}), PaperValues()); });
  };
  EXPECT_THAT(error("steps,trial,seed,parameters,solved\n1,0,0xa,25,1\n"),
              StartsWith("a.csv: has no column "));
  EXPECT_EQ(error("rule,batch,learning_rate,trial,steps,overcompleteness,budget,seed\n"
                  "B3/S23,8,0.001,0,1,1,9,0xa\n"),
            "a.csv: column budget: needs to stand before trial, with the axes");
  EXPECT_EQ(
      error(kHeader + std::string("one,1,B3/S23,torus,pytorch,uniform,8,0.001,9,0,0xa,25,0\n")),
      "a.csv: line 2: steps 'one': needs a number");
}

}  // namespace
}  // namespace figures
