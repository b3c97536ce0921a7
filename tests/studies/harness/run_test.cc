#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "run_toy.h"
#include "studies/harness/csv.h"
#include "toy_study.h"

namespace study {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

TEST(Run, WithoutArgumentsIsTheQuickPreset) {
  const TemporaryFolder folder;
  const Outcome outcome = run_coin(folder, {});
  EXPECT_EQ(outcome.code, 0) << outcome.errors;
  EXPECT_EQ(outcome.errors, "");
  const Table table = read_csv(folder.file("coin.csv"));
  EXPECT_THAT(table.columns(), ElementsAre("flips", "bias", "side", "trial", "seed", "heads",
                                           "solved", "first_flip"));
  EXPECT_EQ(table.rows(), 24u);
  EXPECT_THAT(outcome.output, StartsWith("flips  trials  solved  rate   Wilson 95 %\n1      8  "));
  EXPECT_THAT(outcome.output, HasSubstr("rows: " + folder.file("coin.csv") + "\n"));
  EXPECT_THAT(outcome.output, HasSubstr("next: coin --preset paper (two blocks; seconds)\n"));
}

TEST(Run, SaysWhatItIsAboutToDo) {
  const TemporaryFolder folder;
  const Outcome outcome = run(coin(), {"--out", folder.path()});
  EXPECT_EQ(outcome.errors, "coin: 24 trials to do, 0 done, in " + folder.file("coin.csv") + "\n");
}

TEST(Run, AxesWithoutPresetStartFromDefaults) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_coin(folder, {"--bias", "0.25,0.75"}).code, 0);
  EXPECT_EQ(read_csv(folder.file("coin.csv")).rows(), 3u * 2 * 64);
}

TEST(Run, AxesAndTrialsOverrideThePreset) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_coin(folder, {"--preset", "paper", "--side", "tails", "--trials", "3"}).code, 0);
  const Table table = read_csv(folder.file("coin.csv"));
  EXPECT_EQ(table.rows(), 6u * 3);
  for (std::size_t i = 0; i < table.rows(); ++i) EXPECT_EQ(table.text(i, 2), "tails");
}

TEST(Run, ThreadsDoNotChangeTheRows) {
  const TemporaryFolder one, two, four;
  EXPECT_EQ(run_coin(one, {"-j", "1", "--trials", "40"}).code, 0);
  EXPECT_EQ(run_coin(two, {"-j", "2", "--trials", "40"}).code, 0);
  EXPECT_EQ(run_coin(four, {"--threads=4", "--trials", "40"}).code, 0);
  EXPECT_EQ(sorted_lines(one.file("coin.csv")), sorted_lines(two.file("coin.csv")));
  EXPECT_EQ(sorted_lines(one.file("coin.csv")), sorted_lines(four.file("coin.csv")));
}

TEST(Run, ShardsTogetherAreTheWhole) {
  const TemporaryFolder whole, parts;
  EXPECT_EQ(run_coin(whole, {"--trials", "7"}).code, 0);
  std::vector<std::string> lines;
  for (const std::string shard : {"1", "2", "3"}) {
    EXPECT_EQ(run_coin(parts, {"--trials", "7", "--shard", shard + "/3"}).code, 0);
    const auto part = sorted_lines(parts.file("coin." + shard + "of3.csv"));
    lines.insert(lines.end(), part.begin() + (shard == "1" ? 0 : 1), part.end());
  }
  std::sort(lines.begin() + 1, lines.end());
  EXPECT_EQ(lines, sorted_lines(whole.file("coin.csv")));
}

TEST(Run, AShardWithoutTrialsHasAFile) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_coin(folder, {"--trials", "2", "--shard", "3/3"}).code, 0);
  EXPECT_EQ(read_csv(folder.file("coin.3of3.csv")).rows(), 0u);
  EXPECT_TRUE(std::filesystem::exists(folder.file("coin.3of3.csv-metadata.json")));
  const Outcome outcome = run(coin(), {"--out", folder.path(), "--trials", "2", "--shard", "3/3"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.errors,
            "coin: nothing to do: all trials are in " + folder.file("coin.3of3.csv") + "\n");
}

TEST(Run, SpellingsOfAValueAreOneCell) {
  const TemporaryFolder plain, spelt;
  EXPECT_EQ(run_coin(plain, {"--flips", "3", "--bias", "0.5", "--trials", "5"}).code, 0);
  EXPECT_EQ(run_coin(spelt, {"--flips", "03,3", "--bias", "5e-1,0.50", "--trials", "5"}).code, 0);
  EXPECT_EQ(sorted_lines(plain.file("coin.csv")), sorted_lines(spelt.file("coin.csv")));
}

TEST(Run, AdaptiveStoppingDoesNotDependOnThreadsOrShards) {
  const std::vector<std::string> rule{"--bias",       "0,0.5", "--half-width", "0.1",
                                      "--max-trials", "500",   "--flips",      "1,3"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), rule.begin(), rule.end());
    return more;
  };
  const TemporaryFolder one, two, parts;
  EXPECT_EQ(run_coin(one, with({"-j", "1"})).code, 0);
  EXPECT_EQ(run_coin(two, with({"-j", "3"})).code, 0);
  const auto lines = sorted_lines(one.file("coin.csv"));
  EXPECT_EQ(lines, sorted_lines(two.file("coin.csv")));
  // A coin without heads is settled at once, a fair one after 128 trials.
  EXPECT_EQ(lines.size(), 1u + 2 * 16 + 2 * 128);
  std::vector<std::string> together;
  for (const std::string shard : {"1", "2"}) {
    EXPECT_EQ(run_coin(parts, with({"--shard", shard + "/2"})).code, 0);
    const auto part = sorted_lines(parts.file("coin." + shard + "of2.csv"));
    together.insert(together.end(), part.begin() + (shard == "1" ? 0 : 1), part.end());
  }
  std::sort(together.begin() + 1, together.end());
  EXPECT_EQ(lines, together);
}

TEST(Run, JsonIsTheOnlyOutput) {
  const TemporaryFolder folder;
  const auto json = nlohmann::json::parse(run_coin(folder, {"--json"}).output);
  EXPECT_EQ(json.at("done"), 24);
  EXPECT_EQ(json.at("to_do"), 0);
  EXPECT_EQ(json.at("csv"), folder.file("coin.csv"));
  EXPECT_EQ(json.at("cells").size(), 3u);
  EXPECT_EQ(json.at("cells").at(0).at("axes").at("flips"), "1");
}

TEST(Run, DryRunWritesNothing) {
  const TemporaryFolder folder;
  const Outcome outcome = run(coin(), {"-n", "--out", folder.file("new"), "--threads", "2"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.output,
            "flips  done  to do\n1      0     8\n2      0     8\n3      0     8\n\n"
            "0 trials done, 24 to do, estimated time on 2 threads: unknown\n" +
                folder.file("new/coin.csv") + "\n");
  EXPECT_FALSE(std::filesystem::exists(folder.file("new")));
  EXPECT_EQ(run_coin(folder, {"--preset", "smoke"}).code, 0);
  EXPECT_THAT(run_coin(folder, {"--dry-run"}).output,
              HasSubstr("6 trials done, 18 to do, estimated time on"));
  EXPECT_EQ(read_csv(folder.file("coin.csv")).rows(), 6u);
}

TEST(Run, DryRunTellsWhatEachCellCosts) {
  const TemporaryFolder folder;
  Study study = coin();
  study.relative_cost = [](const Cell& cell) { return cell.real("flips"); };
  const std::vector<std::string> dry{"-n", "--out", folder.path(), "--threads", "2"};
  const std::string csv = folder.file("coin.csv") + "\n";
  EXPECT_EQ(run(study, dry).output,
            "flips  done  to do  share of the time\n1      0     8      16.7 %\n"
            "2      0     8      33.3 %\n3      0     8      50.0 %\n\n"
            "0 trials done, 24 to do, estimated time on 2 threads: unknown\n" +
                csv);
  // The first trial of the second cell, which took an hour.
  EXPECT_EQ(run(study, {"--out", folder.path(), "-q", "--flips", "2", "--trials", "1"}).code, 0);
  const std::string timing = folder.file("coin.timing.csv");
  const Table before = read_csv(timing);
  base::write_file(timing, "seed,cpu_seconds\n" + before.text(0, 0) + ",3600\n");
  EXPECT_EQ(run(study, dry).output,
            "flips  done  to do  CPU time\n1      0     8      4 h 0 min (guess)\n"
            "2      1     7      7 h 0 min\n3      0     8      12 h 0 min (guess)\n\n"
            "1 trials done, 23 to do, estimated time on 2 threads: 11 h 30 min\n"
            "guess: no trial of the cell was measured, as if none of them ended early\n" +
                csv);
  const auto json = nlohmann::json::parse(
      run(study, {"-n", "--json", "--out", folder.path(), "--threads", "2"}).output);
  EXPECT_EQ(json.at("cpu_seconds_left"), 23 * 3600);
  EXPECT_EQ(json.at("cells").at(2).at("cpu_seconds_left"), 12 * 3600);
  EXPECT_EQ(json.at("cells").at(1).at("measured"), true);
  EXPECT_EQ(json.at("cells").at(2).at("measured"), false);
  EXPECT_EQ(read_csv(folder.file("coin.csv")).rows(), 1u);
}

TEST(Run, RelativeCostsChangeTheOrderOfRowsOnly) {
  const TemporaryFolder plain, costly;
  Study study = coin();
  study.relative_cost = [](const Cell& cell) { return cell.text("flips") == "1" ? 9 : 1; };
  EXPECT_EQ(run_coin(plain, {"-j", "1"}).code, 0);
  EXPECT_EQ(run(study, {"--out", costly.path(), "-q", "-j", "1"}).code, 0);
  EXPECT_EQ(read_csv(plain.file("coin.csv")).text(0, 0), "3");
  EXPECT_EQ(read_csv(costly.file("coin.csv")).text(7, 0), "1");
  EXPECT_EQ(sorted_lines(plain.file("coin.csv")), sorted_lines(costly.file("coin.csv")));
}

TEST(Run, StatusSaysWhatIsDone) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_coin(folder, {"--preset", "smoke"}).code, 0);
  const Outcome outcome = run_coin(folder, {"--status"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.output, HasSubstr("1      2 of 8  "));
  EXPECT_THAT(outcome.output, HasSubstr("6 trials done, 18 to do, in "));
  EXPECT_EQ(read_csv(folder.file("coin.csv")).rows(), 6u);
}

TEST(Run, ATrialsErrorNamesTheTrial) {
  const TemporaryFolder folder;
  const Study study = coin([](const Trial& trial) {
    if (trial.index == 1 && trial.cell.integer("flips") == 2) {
      throw std::invalid_argument("the coin rolled away");
    }
  });
  const Outcome outcome = run(study, {"--out", folder.path(), "-q", "-j", "1"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.errors, "coin: trial 1 of flips=2 bias=0.5 side=heads: the coin rolled away\n");
  EXPECT_EQ(read_csv(folder.file("coin.csv")).rows(), 4u);
}

TEST(Run, ARowThatDoesNotFitTheColumnsIsAFault) {
  const TemporaryFolder folder;
  Study study = coin();
  study.run = [](const Trial&, const std::function<bool()>&) { return Rows{{"1", "2", "3"}}; };
  EXPECT_THAT(run(study, {"--out", folder.path(), "-q"}).errors,
              HasSubstr("a trial returned solved '2': needs 0 or 1"));
  study.run = [](const Trial&, const std::function<bool()>&) { return std::nullopt; };
  EXPECT_THAT(run(study, {"--out", folder.path(), "-q"}).errors,
              HasSubstr("it gave up though nothing stopped it"));
  study.run = [](const Trial&, const std::function<bool()>&) { return Rows{{"1"}}; };
  EXPECT_THAT(run(study, {"--out", folder.path(), "-q"}).errors,
              HasSubstr("a trial returned 1 fields for 3 columns"));
  study.run = [](const Trial&, const std::function<bool()>&) { return Rows(2, Row(3, "1")); };
  EXPECT_THAT(run(study, {"--out", folder.path(), "-q"}).errors,
              HasSubstr("a trial returned 2 rows"));
}

}  // namespace
}  // namespace study
