#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "run_toy.h"
#include "studies/harness/csv.h"
#include "toy_study.h"

namespace study {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using Texts = std::vector<std::string>;

/// Most of one flip are heads in 0.7 of the trials, of two in 0.49, of three in 0.784, of four in
/// 0.652, of five in 0.837, of six in 0.744, of seven in 0.874.
const Texts kSearch{"--bias", "0.7", "--rate", "0.75", "--flips", "1..9", "--max-trials", "300"};

Outcome run_search(const TemporaryFolder& folder, Texts arguments = kSearch,
                   const std::string& threads = "1", const Study& study = coin_search()) {
  arguments.insert(arguments.begin(), {"--out", folder.path(), "--quiet", "--threads", threads});
  return run(study, arguments);
}

Texts with(Texts arguments, const Texts& more) {
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

Texts lines(const TemporaryFolder& folder) { return sorted_lines(folder.file("coin_search.csv")); }

/// What was printed up to the path of the CSV.
std::string evidence(const Outcome& outcome) {
  return outcome.output.substr(0, outcome.output.find("rows: "));
}

class SearchRun : public testing::Test {
 protected:
  void SetUp() override {
    const Outcome outcome = run_search(folder_);
    ASSERT_EQ(outcome.code, 0) << outcome.errors;
    evidence_ = evidence(outcome);
  }

  TemporaryFolder folder_;
  std::string evidence_;
};

TEST_F(SearchRun, PrintsTheEvidenceAndTheAnswer) {
  EXPECT_THAT(evidence_, StartsWith("flips  sides  trials  solved   rate   lower limit (99.722 %)  "
                                    "upper limit (97.5 %)  verdict\n1      2      300"));
  EXPECT_THAT(evidence_,
              HasSubstr("\nsmallest flips of the 9 from 1 to 9 with a rate above 0.75: undecided "
                        "between 1 (2 sides) and 7 (14 sides); confidence 0.95\n"));
  EXPECT_THAT(evidence_, HasSubstr("Nothing is assumed"));
}

TEST_F(SearchRun, WritesEveryTrialThatItCounted) {
  const Table table = read_csv(folder_.file("coin_search.csv"));
  const auto json = nlohmann::json::parse(run_search(folder_, with(kSearch, {"--json"})).output);
  std::size_t trials = 0;
  for (const auto& value : json["search"]["searches"][0]["values"]) {
    trials += value["trials"].get<std::size_t>();
  }
  EXPECT_EQ(trials, table.rows());
  EXPECT_EQ(json["search"]["searches"][0]["answer"],
            (nlohmann::json{{"kind", "between"}, {"from", "1"}, {"to", "7"}}));
  EXPECT_EQ(json["search"]["rate"], 0.75);
  EXPECT_EQ(json["search"]["searches"][0]["values"][7]["verdict"], nullptr);
  EXPECT_EQ(json["search"]["searches"][0]["axes"]["bias"], "0.7");
}

TEST_F(SearchRun, IsDoneWhenItIsRunAgain) {
  const Texts before = lines(folder_);
  const Outcome again = run_search(folder_);
  EXPECT_EQ(again.code, 0);
  EXPECT_EQ(evidence(again), evidence_);
  EXPECT_EQ(lines(folder_), before);
  EXPECT_THAT(run_search(folder_, with(kSearch, {"--status"})).output,
              HasSubstr(evidence_ + std::to_string(before.size() - 1) + " trials done, 0 to do"));
  EXPECT_THAT(run_search(folder_, with(kSearch, {"--dry-run"})).output, HasSubstr(", 0 to do, "));
  EXPECT_EQ(run_search(folder_, {"--check", "20"}).code, 0);
}

TEST_F(SearchRun, TheOrderOfValuesChangesNothing) {
  const TemporaryFolder folder;
  Texts arguments = kSearch;
  std::replace(arguments.begin(), arguments.end(), std::string("1..9"), std::string("5..9,1..4"));
  EXPECT_EQ(evidence(run_search(folder, arguments)), evidence_);
  EXPECT_EQ(lines(folder), lines(folder_));
}

TEST_F(SearchRun, ThreadsChangeNothing) {
  Texts arguments = kSearch;
  arguments.back() = "64";
  const TemporaryFolder one, two, five;
  const std::string expected = evidence(run_search(one, arguments));
  EXPECT_EQ(evidence(run_search(two, arguments, "2")), expected);
  EXPECT_EQ(evidence(run_search(five, arguments, "5")), expected);
  EXPECT_EQ(lines(two), lines(one));
  EXPECT_EQ(lines(five), lines(one));
}

TEST_F(SearchRun, InterruptionsChangeNothing) {
  std::signal(SIGINT, SIG_DFL);
  const TemporaryFolder folder;
  // As often as it takes, each time after other numbers of trials and threads.
  for (int i = 0;; ++i) {
    ASSERT_LT(i, 100);
    std::atomic<int> runs = 0;
    const Study study = coin_search([&](const Trial&) {
      if (++runs == 37 + 11 * i) ::raise(SIGINT);
    });
    const Outcome outcome = run_search(folder, kSearch, i % 3 == 0 ? "2" : "1", study);
    if (outcome.code == 0) {
      EXPECT_GT(i, 3);
      EXPECT_EQ(evidence(outcome), evidence_);
      break;
    }
    ASSERT_EQ(outcome.code, 130);
  }
  EXPECT_EQ(lines(folder), lines(folder_));
}

TEST_F(SearchRun, TrialsOfOtherSearchesChangeNoAnswer) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_search(folder, {"--bias", "0.7", "--rate", "0.9", "--max-trials", "90"}).code, 0);
  EXPECT_EQ(run_search(folder, {"--bias", "0.7", "--rate", "0.6"}).code, 0);
  EXPECT_EQ(evidence(run_search(folder)), evidence_);
}

TEST_F(SearchRun, ABudgetLeavesItOpen) {
  const TemporaryFolder folder;
  const Outcome outcome = run_search(folder, with(kSearch, {"--max-seconds", "0"}));
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.output, HasSubstr("1      2      0       -       -     -"));
  EXPECT_THAT(outcome.output, HasSubstr(": not known yet, from 1 (2 sides) on, or none; conf"));
  EXPECT_THAT(run_search(folder, with(kSearch, {"--dry-run"})).output,
              HasSubstr("0 trials done, 8 to do, "));
}

TEST_F(SearchRun, OtherAxesMakeSearchesThatShardsOwn) {
  const TemporaryFolder whole, parts;
  Texts arguments = kSearch;
  arguments[1] = "0.7,0.9,0.2";
  const Outcome outcome = run_search(whole, arguments);
  EXPECT_THAT(outcome.output, StartsWith("bias=0.7\nflips  sides"));
  EXPECT_THAT(outcome.output,
              HasSubstr("\nbias=0.7: smallest flips of the 9 from 1 to 9 with a rate above 0.75: "
                        "undecided between 1 (2 sides) and 7 (14 sides); confidence 0.95\n"
                        "bias=0.9: smallest flips of the 9 from 1 to 9 with a rate above 0.75: 1 "
                        "(2 sides); confidence 0.95\n"
                        "bias=0.2: smallest flips of the 9 from 1 to 9 with a rate above 0.75: "
                        "none; confidence 0.95\n"));
  Texts rows = {lines(whole).front()};
  for (const std::string shard : {"1", "2"}) {
    EXPECT_EQ(run_search(parts, with(arguments, {"--shard", shard + "/2"})).code, 0);
    const Texts part = sorted_lines(parts.file("coin_search." + shard + "of2.csv"));
    rows.insert(rows.end(), part.begin() + 1, part.end());
  }
  std::sort(rows.begin() + 1, rows.end());
  EXPECT_EQ(rows, lines(whole));
}

TEST_F(SearchRun, AShardWithoutASearchSaysSo) {
  const Outcome outcome = run_search(folder_, with(kSearch, {"--shard", "2/2"}));
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.output, StartsWith("no search in this shard\n\nrows: "));
}

TEST_F(SearchRun, MetadataTellWhatWasSearchedFor) {
  const auto metadata =
      nlohmann::json::parse(base::read_file(folder_.file("coin_search.csv-metadata.json")));
  EXPECT_EQ(metadata["runs"][0]["stopping"],
            (nlohmann::json{{"rate", 0.75}, {"confidence", 0.95}, {"indifference", 0.05}}));
  EXPECT_EQ(metadata["runs"][0]["trials"], 300);
}

TEST(SearchFlags, FaultsAreOneLineAndExitCodeTwo) {
  const std::vector<std::pair<Texts, std::string>> faults{
      {{"--rate", "1"}, "--rate 1: needs a number from 0.001 to 0.999"},
      {{"--confidence", "95"}, "--confidence 95: needs a number from 0.5 to 0.999999"},
      {{"--indifference", "-1"}, "--indifference -1: needs a number from 0 to 0.5"},
      {{"--max-trials", "0"}, "--max-trials 0: needs a whole number from 1 to 1000000"},
      {{"--trials", "9"}, "--trials: unknown flag; --help lists all"},
      {{"--half-width", "0.1"}, "--half-width: unknown flag; --help lists all"}};
  for (const auto& [arguments, error] : faults) {
    const Outcome outcome = run(coin_search(), arguments);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.errors, "coin_search: " + error + "\n");
  }
}

TEST(SearchFlags, DescriptionTellsWhatTheTestsDo) {
  const Outcome outcome =
      run(coin_search(), {"--describe=markdown", "--rate", "0.9", "--confidence", "0.9"});
  EXPECT_THAT(outcome.output, HasSubstr("`R = 0.9, C = 0.9, D = 0.05, N = 2048`: how often each "
                                        "verdict is given on one of 3 values"));
  EXPECT_THAT(outcome.output, HasSubstr("- `0.95`: below 0.0"));
  EXPECT_THAT(outcome.output, testing::Not(HasSubstr("- `1`")));
  EXPECT_THAT(outcome.output, HasSubstr("defaults: at most 8 trials of each cell"));
  EXPECT_THAT(run(coin_search(), {"--describe", "--max-trials", "100000"}).output,
              HasSubstr("too many trials to compute"));
}

TEST(SearchFlags, TheAxisMustBeThere) {
  Study study = coin_search();
  study.search->axis = "m";
  const Outcome outcome = run(study, {"--help"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.errors, HasSubstr("its search names the axis m, which is not there"));
}

}  // namespace
}  // namespace study
