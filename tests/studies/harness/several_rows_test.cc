#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/file.h"
#include "run_toy.h"
#include "studies/harness/csv.h"
#include "studies/harness/provenance.h"
#include "toy_study.h"

namespace study {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// A folder with the 48 rows of 24 trials: one row, two or three each.
class SeveralRows : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(run_series().code, 0); }

  Outcome run_series(std::vector<std::string> arguments = {"-j", "1"}) const {
    arguments.insert(arguments.begin(), {"--out", folder_.path(), "--quiet"});
    return run(coin_series(), arguments);
  }

  TemporaryFolder folder_;
  std::string csv_ = folder_.file("coin_series.csv");
};

TEST_F(SeveralRows, AreNumberedAndCounted) {
  const Table table = read_csv(csv_);
  EXPECT_THAT(table.columns(), ElementsAre("flips", "bias", "side", "trial", "seed", "row", "rows",
                                           "heads", "solved", "first_flip"));
  ASSERT_EQ(table.rows(), 48u);
  for (std::size_t i = 0; i < table.rows(); ++i) {
    EXPECT_EQ(table.text(i, 6), table.text(i, 0));
    if (table.text(i, 5) == "0") continue;
    ASSERT_GT(i, 0u);
    EXPECT_EQ(table.text(i, 4), table.text(i - 1, 4));
    EXPECT_EQ(std::stoi(table.text(i, 5)), std::stoi(table.text(i - 1, 5)) + 1);
  }
  EXPECT_THAT(run_series().output, HasSubstr("3      8       "));
  EXPECT_EQ(run_series({"--check", "24"}).code, 0);
}

TEST_F(SeveralRows, ATornTrialIsCutOffWhole) {
  const std::string text = base::read_file(csv_);
  const auto whole = sorted_lines(csv_);
  for (std::size_t cut = 1; cut < 200; cut += 7) {
    base::write_file(csv_, text.substr(0, text.size() - cut));
    const Outcome outcome = run_series();
    EXPECT_EQ(outcome.code, 0) << outcome.errors;
    EXPECT_EQ(sorted_lines(csv_), whole) << cut;
  }
  // The header and the first row of three: whole lines, but no whole trial.
  base::write_file(csv_, text.substr(0, text.find('\n', text.find('\n') + 1) + 1));
  EXPECT_THAT(run_series().errors, HasSubstr("cut a torn last trial off"));
  EXPECT_EQ(sorted_lines(csv_), whole);
}

TEST_F(SeveralRows, RowsOfATrialStandTogether) {
  const std::string text = base::read_file(csv_);
  const std::vector<std::string> first = read_csv(csv_).row(0);
  ASSERT_EQ(first[6], "3") << "the last cell comes first";
  const std::string second_line = format_csv_line(read_csv(csv_).row(1));
  replace_in_file(csv_, second_line, "");
  const Outcome outcome = run_series();
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.errors, HasSubstr(": line 3: is row 2 of 3 of seed " + first[4] +
                                        ", expected row 1 of 3 of seed " + first[4]));
  base::write_file(csv_, text);
}

TEST_F(SeveralRows, AnAlteredOneIsFound) {
  std::vector<std::string> row = read_csv(csv_).row(2);
  const std::string line = format_csv_line(row), value = row[9];
  row[9] = "0.125";
  replace_in_file(csv_, line, format_csv_line(row));
  const Outcome outcome = run_series({"--check", "24"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.errors, HasSubstr("first_flip is 0.125 in line 4, " + value + " now"));
}

TEST_F(SeveralRows, ShardsTogetherAreTheWhole) {
  std::vector<std::string> lines;
  for (const std::string shard : {"1", "2"}) {
    EXPECT_EQ(run_series({"--shard", shard + "/2"}).code, 0);
    const auto part = sorted_lines(folder_.file("coin_series." + shard + "of2.csv"));
    lines.insert(lines.end(), part.begin() + (shard == "1" ? 0 : 1), part.end());
  }
  std::sort(lines.begin() + 1, lines.end());
  EXPECT_EQ(lines, sorted_lines(csv_));
}

TEST(SharedStreams, AreTheSameInAllCellsOfTheirAxes) {
  Study study = coin();
  study.stream_axes = {{"data", {"bias"}}};
  const TemporaryFolder folder;
  ASSERT_EQ(run(study, {"--out", folder.path(), "-q", "--bias", "0.5,0.25", "--trials", "8"}).code,
            0);
  const Table table = read_csv(folder.file("coin.csv"));
  std::map<std::pair<std::string, std::string>, std::set<std::string>> first_flips;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    first_flips[{table.text(i, 1), table.text(i, 3)}].insert(table.text(i, 7));
  }
  EXPECT_EQ(first_flips.size(), 2u * 8);
  std::set<std::string> all;
  for (const auto& [cell, values] : first_flips) {
    EXPECT_EQ(values.size(), 1u) << "flips=1, 2 and 3 share the data";
    all.insert(*values.begin());
  }
  EXPECT_EQ(all.size(), 2u * 8);
}

TEST(SharedStreams, NameAxesThatAreThere) {
  Study study = coin();
  study.stream_axes = {{"data", {"colour"}}};
  const TemporaryFolder folder;
  const Outcome outcome = run(study, {"--out", folder.path()});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.errors, HasSubstr("stream data names the axis colour, which is not there"));
}

}  // namespace
}  // namespace study
