#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "cli/study_rows.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

class FineTuning : public StudyRows {
 protected:
  FineTuning() : StudyRows(FINE_TUNING_PROGRAM) {}
};

// L(1, 8) has 305 parameters.
TEST_F(FineTuning, EachRoundFreesFewerAndTheRestIsTheBase) {
  const study::Table table = study::read_csv(rows_of({"--preset", "smoke"}));
  std::map<std::string, long long> fewest;  // changed and exact
  long long free = 0, total = 0;
  bool exact = false;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    const Row row(table, i);
    EXPECT_EQ(row.text("exact") == "1", row.text("window_errors") == "0");
    EXPECT_EQ(row.text("network_bytes"), "1220");
    EXPECT_EQ(row.text("stage") == "scratch", row.text("method") == "scratch");
    if (row.text("stage") != "fine-tuned") {
      EXPECT_EQ(row.text("row"), "0");
      EXPECT_EQ(row.text("parameters_free") + row.text("delta_bytes") + row.text("restored"), "");
      continue;
    }
    if (row.text("round") == "0") {
      free = row.number("parameters_free");
      total = 0;
      EXPECT_EQ(free, 305);
    } else {
      EXPECT_LT(row.number("parameters_free"), free) << i;
    }
    EXPECT_LE(row.number("parameters_changed"), row.number("parameters_free"));
    EXPECT_EQ(row.number("delta_bytes"), 39 + 4 * row.number("parameters_changed"));
    EXPECT_EQ(row.text("restored"), "1");
    EXPECT_GE(row.number("total_boards"), total + row.number("boards"));
    total = row.number("total_boards");
    exact = row.text("exact") == "1";
    if (!exact) continue;
    free = row.number("parameters_free");
    fewest[row.text("rule") + row.text("method")] = row.number("parameters_changed");
  }
  ASSERT_EQ(fewest.size(), 6u);
  for (const auto& [cell, changed] : fewest) EXPECT_LT(changed, 305 / 2) << cell;
}

TEST_F(FineTuning, MethodsAndRulesShareTheBase) {
  const study::Table table = study::read_csv(
      rows_of({"--overcompleteness", "8", "--trials", "2", "--budget", "10000", "--retraining",
               "1024", "--rule", "B3/S12345,B34/S34", "--method", "moved,gradient,random"}));
  std::map<std::string, std::set<std::string>> bases, first_rounds;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    const Row row(table, i);
    if (row.text("stage") == "base") {
      bases[row.text("trial")].insert(row.text("boards") + ' ' + row.text("window_errors"));
    } else if (row.text("round") == "0") {
      first_rounds[row.text("trial") + row.text("rule")].insert(row.text("total_boards") + ' ' +
                                                                row.text("parameters_changed"));
    }
  }
  EXPECT_EQ(bases.size(), 2u);
  for (const auto& [trial, texts] : bases) EXPECT_EQ(texts.size(), 1u) << trial;
  EXPECT_GE(first_rounds.size(), 2u);
  for (const auto& [trial, texts] : first_rounds) EXPECT_EQ(texts.size(), 1u) << trial;
}

// A base that is not exact is the trial's only row.
TEST_F(FineTuning, NothingIsTunedFromABaseThatIsWrong) {
  const study::Table table =
      study::read_csv(rows_of({"--overcompleteness", "2", "--budget", "1024", "--retraining",
                               "1024", "--rule", "B2/S", "--trials", "4"}));
  ASSERT_EQ(table.rows(), 4u);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(Row(table, i).text("stage"), "base");
    EXPECT_EQ(Row(table, i).text("exact"), "0");
  }
}

TEST_F(FineTuning, ThreadsDoNotChangeARow) {
  const auto with = [&](const std::string& threads) {
    const study::Table table = study::read_csv(
        rows_of({"--overcompleteness", "8", "--budget", "10000", "--retraining", "1024", "--rule",
                 "B34/S34", "--method", "moved,random", "--trials", "2", "--threads", threads}));
    std::set<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < table.rows(); ++i) {
      rows.insert({table.row(i).begin(), table.row(i).end()});
    }
    return rows;
  };
  EXPECT_EQ(with("1"), with("2"));
}

}  // namespace
}  // namespace cli
