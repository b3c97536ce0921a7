#include "studies/figures/smallest_network.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <tuple>

#include "base/file.h"
#include "base/program.h"
#include "studies/figures/rows_of.h"
#include "studies/harness/confidence_sequence.h"

namespace figures {
namespace {

using testing::HasSubstr;

constexpr const char* kHeader =
    "steps,overcompleteness,rule,boundary,initialisation,density,batch,learning_rate,budget,trial,"
    "seed,parameters,solved\n";

/// Rows of one search, each with a seed of its own.
class Rows {
 public:
  Rows(int steps, std::string density) : steps_(steps), density_(std::move(density)) {}

  /// Trials of an m from the first on, of which a share is solved, evenly spread.
  Rows& add(int m, int trials, double rate) {
    const auto solved = [&](int count) { return static_cast<int>(rate * count); };
    for (int trial = 0; trial < trials; ++trial) {
      text_ += fmt::format("{},{},B3/S23,torus,pytorch,{},8,0.001,1000000,{},{}-{}-{}-{},{},{}\n",
                           steps_, m, density_, trial, steps_, m, density_, trial, 100 * m,
                           solved(trial + 1) - solved(trial));
    }
    return *this;
  }
  const std::string& text() const { return text_; }

 private:
  int steps_;
  std::string density_;
  std::string text_;
};

Summary summary_of(const std::string& rows) {
  return summarise_smallest_network(rows_of({kHeader + rows}), PaperValues());
}

/// Every kind of answer: between two, one, none, not known yet.
std::string all_rows() {
  Rows none(2, "uniform");
  for (int m = 1; m <= 24; ++m) none.add(m, 24, 0.1);
  return Rows(1, "uniform")
             .add(1, 20, 0)
             .add(2, 500, 0.5)
             .add(3, 2048, 0.532)
             .add(4, 16, 1)
             .text() +
         Rows(1, "0.38").add(1, 30, 0.05).add(2, 100, 0.8).add(3, 8, 1).text() + none.text() +
         Rows(3, "uniform").add(1, 8, 0).add(2, 12, 0.5).text();
}

void expect_golden(const std::string& made, const std::string& ending) {
  const std::string file = MINLIFE_SOURCE_DIR "/tests/golden/smallest_network" + ending;
  if (std::getenv("MINLIFE_UPDATE_GOLDEN") != nullptr) base::write_file(file, made);
  EXPECT_EQ(made, base::read_file(file));
}

TEST(SmallestNetworkTable, GoldenTable) {
  const Summary summary = summary_of(all_rows());
  expect_golden(summary.csv, ".csv");
  expect_golden(summary.text, ".txt");
  EXPECT_EQ(summary.least_trials, 8);
  EXPECT_EQ(summary.most_trials, 2048);
}

TEST(SmallestNetworkTable, SearchesAsTheStudyDoesByDefault) {
  EXPECT_THAT(base::read_file(MINLIFE_SOURCE_DIR "/docs/smallest_network.md"),
              HasSubstr("`R = 0.5, C = 0.95, D = 0.05, N = 2048`: how often each verdict is given "
                        "on one of 24 values"));
  // 14 of 16 are above one half with one value to test, but not with 24.
  const study::Table table(summary_of(Rows(1, "uniform").add(1, 16, 0.9).text()).csv, "table");
  EXPECT_EQ(table.text(0, table.column("verdict")), "open");
  EXPECT_EQ(table.text(0, table.column("lower_limit")),
            fmt::format("{:.6f}", study::lower_limit(14, 16, 0.05 / 48)));
  EXPECT_EQ(table.text(0, table.column("upper_limit")),
            fmt::format("{:.6f}", study::upper_limit(14, 16, 0.025)));
}

// Neither trials after the verdict nor a larger m count.
TEST(SmallestNetworkTable, CountsTheTrialsThatTheSearchTakes) {
  const std::string rows =
      Rows(1, "uniform").add(1, 80, 0).add(2, 80, 1).add(3, 64, 0).add(25, 64, 1).text();
  const study::Table table(summary_of(rows).csv, "table");
  ASSERT_EQ(table.rows(), 2u);
  EXPECT_EQ(table.text(0, table.column("trials")), "8");
  EXPECT_EQ(table.text(1, table.column("trials")), "16");
  EXPECT_EQ(table.text(1, table.column("answer")), "2");
}

// An m near one half may be given up before it had the usual number of trials.
TEST(SmallestNetworkTable, ASearchMayHaveHadFewerTrials) {
  const auto table_of = [](int trials) {
    return study::Table(
        summary_of(Rows(1, "uniform").add(1, trials, 0.55).add(2, 96, 0.8).text()).csv, "table");
  };
  for (const auto& [trials, most, verdict] :
       {std::tuple(624, "624", "undecided"), std::tuple(623, "504", "undecided"),
        std::tuple(2048, "2048", "above")}) {
    const study::Table table = table_of(trials);
    ASSERT_GE(table.rows(), 1u);
    EXPECT_EQ(table.text(0, table.column("most_trials")), most);
    EXPECT_EQ(table.text(0, table.column("verdict")), verdict);
  }
  EXPECT_EQ(table_of(624).text(0, table_of(624).column("answer")), "undecided between 1 and 2");
}

TEST(SmallestNetworkTable, ASearchThatDidNotBeginHasNoLine) {
  const Summary summary = summary_of(Rows(1, "uniform").add(1, 7, 0).add(2, 16, 1).text());
  EXPECT_EQ(summary.csv.find('\n'), summary.csv.size() - 1);
  EXPECT_THAT(summary.text, HasSubstr("not known yet, from 1 on, or none"));
}

TEST(SmallestNetworkTable, ErrorsNameTheLine) {
  const std::string row = "1,1,B3/S23,torus,pytorch,0.38,8,0.001,9,";
  EXPECT_EQ(error_of<std::invalid_argument>([&] { summary_of(row + "x,0xa,25,1\n"); }),
            "a.csv: line 2: trial 'x': needs a whole number");
  EXPECT_EQ(
      error_of<base::DisagreementError>(
          [&] { summary_of(row + "0,0xa,25,1\n" + row + "0,0xb,25,1\n"); }),
      "a.csv: line 3: trial 0 of its cell stands twice, with another seed: a search counts each "
      "once");
}

}  // namespace
}  // namespace figures
