#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "base/file.h"
#include "run_toy.h"
#include "studies/harness/append_file.h"
#include "studies/harness/csv.h"
#include "studies/harness/provenance.h"
#include "toy_study.h"

namespace study {
namespace {

using testing::HasSubstr;

/// A folder with the 24 rows of the quick preset.
class Resume : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(run_coin(folder_, {"-j", "1"}).code, 0);
    whole_ = sorted_lines(csv_);
  }

  /// The third row's fields; 0 is the header.
  std::vector<std::string> some_row() const { return read_csv(csv_).row(2); }

  TemporaryFolder folder_;
  std::string csv_ = folder_.file("coin.csv");
  std::vector<std::string> whole_;
};

TEST_F(Resume, NothingToDoTouchesNothing) {
  const auto before = std::filesystem::last_write_time(csv_);
  const std::string metadata = base::read_file(folder_.file("coin.csv-metadata.json"));
  const Outcome outcome = run(coin(), {"--out", folder_.path()});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.errors, "coin: nothing to do: all trials are in " + csv_ + "\n");
  EXPECT_THAT(outcome.output, HasSubstr("Wilson"));
  EXPECT_EQ(std::filesystem::last_write_time(csv_), before);
  EXPECT_EQ(base::read_file(folder_.file("coin.csv-metadata.json")), metadata);
}

TEST_F(Resume, AddsOnlyWhatIsMissing) {
  const std::string before = base::read_file(csv_);
  EXPECT_EQ(run_coin(folder_, {"--trials", "10"}).code, 0);
  const std::string after = base::read_file(csv_);
  EXPECT_TRUE(after.starts_with(before));
  EXPECT_EQ(read_csv(csv_).rows(), 30u);
}

TEST_F(Resume, AStrayQuoteIsNoTornLine) {
  const std::string text = base::read_file(csv_);
  const std::size_t second_line = text.find('\n') + 1;
  const std::string damaged = std::string(text).insert(second_line, "\"");
  base::write_file(csv_, damaged);
  const Outcome outcome = run_coin(folder_, {});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(outcome.errors, "coin: " + csv_ + ": line 2: a quote that is not closed\n");
  EXPECT_EQ(base::read_file(csv_), damaged);
}

TEST_F(Resume, MendsATornLine) {
  const std::string text = base::read_file(csv_);
  for (const std::size_t cut : {std::size_t{1}, std::size_t{9}, text.size() - 3}) {
    base::write_file(csv_, text.substr(0, text.size() - cut));
    const Outcome outcome = run_coin(folder_, {});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.errors, HasSubstr("cut a torn last line off")) << cut;
    EXPECT_EQ(sorted_lines(csv_), whole_);
  }
}

TEST_F(Resume, RefusesAForeignHeader) {
  base::write_file(csv_, "name,price\nbread,3\n");
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{}, {"--status"}, {"--dry-run"}, {"--check", "1"}}) {
    const Outcome outcome = run_coin(folder_, arguments);
    EXPECT_EQ(outcome.code, 3);
    EXPECT_EQ(outcome.errors,
              "coin: " + csv_ +
                  ": line 1: the header is 'name,price', study coin revision 1 writes "
                  "'flips,bias,side,trial,seed,heads,solved,first_flip'\n");
  }
  EXPECT_EQ(base::read_file(csv_), "name,price\nbread,3\n");
  base::write_file(csv_, "my notes");
  EXPECT_EQ(run_coin(folder_, {}).code, 3);
  EXPECT_EQ(base::read_file(csv_), "my notes");
}

TEST_F(Resume, NamesTheLineEndsOfAnotherProgram) {
  std::string text = base::read_file(csv_);
  text.insert(text.find('\n'), "\r");
  base::write_file(csv_, text);
  const Outcome outcome = run_coin(folder_, {});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(outcome.errors,
            "coin: " + csv_ + ": line 1: ends with a carriage return, which no study writes\n");
}

TEST_F(Resume, RefusesAnAlteredSeed) {
  const std::string seed = some_row()[4];
  replace_in_file(csv_, seed, "0x0123456789abcdef");
  const std::string text = base::read_file(csv_);
  const Outcome outcome = run_coin(folder_, {});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.errors, HasSubstr(csv_ +
                                        ": line 4: seed is 0x0123456789abcdef, but revision "
                                        "1, --seed 0, trial 0 and this row's axes give " +
                                        seed));
  EXPECT_EQ(base::read_file(csv_), text);
}

TEST_F(Resume, RefusesAnotherBaseSeedOrRevision) {
  Outcome outcome = run_coin(folder_, {"--seed", "1"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.errors, HasSubstr("line 2: seed is 0x"));
  EXPECT_THAT(outcome.errors, HasSubstr("--seed 1"));
  EXPECT_THAT(outcome.errors, HasSubstr("(use another --out)"));
  Study study = coin();
  study.revision = 2;
  outcome = run(study, {"--out", folder_.path()});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.errors, HasSubstr("revision 2"));
  EXPECT_EQ(sorted_lines(csv_), whole_);
}

TEST_F(Resume, RefusesMalformedRows) {
  const std::string text = base::read_file(csv_);
  const std::vector<std::pair<std::string, std::string>> faults{
      {"1,0.5\n", "line 26: has 2 fields, the header 8"},
      {"1,0.50,heads,0,0x0,1,1,1\n", "line 26: bias is 0.50, written by the study as 0.5"},
      {"0,0.5,heads,0,0x0,1,1,1\n", "line 26: flips is 0: needs a whole number from 1 to 9"},
      {"1,0.5,heads,x,0x0,1,1,1\n", "line 26: trial x: needs a whole number from 0"},
      {"1,0.5,he\"ads,0,0x0,1,1,1\n", "line 26: a quote inside a field without quotes"},
      {"\n", "line 26: has 1 fields, the header 8"}};
  for (const auto& [row, message] : faults) {
    base::write_file(csv_, text + row);
    const Outcome outcome = run_coin(folder_, {});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_THAT(outcome.errors, HasSubstr("coin: " + csv_ + ": " + message));
    EXPECT_EQ(base::read_file(csv_), text + row);
  }
}

TEST_F(Resume, EqualDuplicatesCountOnceAndOthersAreRefused) {
  const std::string text = base::read_file(csv_);
  std::vector<std::string> row = some_row();
  base::write_file(csv_, text + format_csv_line(row));
  EXPECT_EQ(run_coin(folder_, {}).code, 0);
  row[7] = "0.25";
  base::write_file(csv_, text + format_csv_line(row));
  const Outcome outcome = run_coin(folder_, {});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.errors,
              HasSubstr("first_flip is " + some_row()[7] + " in line 4, 0.25 in line 26"));
}

TEST_F(Resume, CheckFindsAnAlteredValue) {
  Outcome outcome = run_coin(folder_, {"--check", "24"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.output, "24 of 24 trials of " + csv_ + " ran again: the same\n");
  EXPECT_EQ(run_coin(folder_, {"--check", "3"}).output,
            "3 of 24 trials of " + csv_ + " ran again: the same\n");
  const std::string value = some_row()[7];
  replace_in_file(csv_, value, "0.125");
  const std::string text = base::read_file(csv_);
  outcome = run_coin(folder_, {"--check", "1000"});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(outcome.errors, "coin: " + csv_ +
                                ": trial 0 of flips=1 bias=0.5 side=heads: first_flip "
                                "is 0.125 in line 4, " +
                                value + " now\n");
  EXPECT_EQ(base::read_file(csv_), text);
}

TEST_F(Resume, RerunsAreComparedNotAppended) {
  std::atomic<int> runs = 0;
  Study study = coin([&](const Trial&) { ++runs; });
  study.needs_rerun = [](const Trial& trial, const Rows&) { return trial.index == 0; };
  Outcome outcome = run(study, {"--out", folder_.path()});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(runs, 3);
  EXPECT_THAT(outcome.errors, HasSubstr("0 trials to do, 24 done (3 of them run again)"));
  EXPECT_EQ(sorted_lines(csv_), whole_);
  replace_in_file(csv_, some_row()[7], "0.125");
  outcome = run(study, {"--out", folder_.path()});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.errors, HasSubstr("first_flip is 0.125 in line 4, "));
}

TEST_F(Resume, SecondProcessIsRefused) {
  AppendFile file(csv_);
  file.lock();
  const Outcome outcome = run_coin(folder_, {"--trials", "9"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.errors,
            "coin: " + csv_ + ": another process is writing it; wait, or use --shard\n");
  EXPECT_EQ(sorted_lines(csv_), whole_);
}

TEST_F(Resume, TornLineWithoutStderr) {
  const std::string text = base::read_file(csv_);
  for (const std::string gone : {"2>&-", "2>/dev/full"}) {
    base::write_file(csv_, text.substr(0, text.size() - 3));
    const std::string command = HARNESS_TOY " --out " + folder_.path() + " >/dev/null " + gone;
    const int status = std::system(command.c_str());
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << gone << ' ' << status;
    EXPECT_EQ(sorted_lines(csv_), whole_) << gone;
  }
}

TEST_F(Resume, FaultWithoutStderrKeepsItsExitCode) {
  base::write_file(csv_, "name,price\n");
  for (const std::string gone : {"2>&-", "2>/dev/full"}) {
    const int status = std::system((HARNESS_TOY " --out " + folder_.path() + ' ' + gone).c_str());
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 3) << gone << ' ' << status;
  }
}

TEST_F(Resume, InterruptedRunGoesOn) {
  // Below a shell's background job SIGINT is ignored.
  std::signal(SIGINT, SIG_DFL);
  for (const auto& [signal, code] : {std::pair{SIGINT, 130}, {SIGTERM, 143}}) {
    for (const std::string threads : {"1", "2"}) {
      const TemporaryFolder folder;
      std::atomic<int> runs = 0;
      const Study study = coin([&, signal = signal](const Trial&) {
        if (++runs == 10) ::raise(signal);
      });
      Outcome outcome = run(study, {"--out", folder.path(), "-q", "-j", threads});
      EXPECT_EQ(outcome.code, code);
      EXPECT_EQ(outcome.output, "");
      EXPECT_THAT(outcome.errors,
                  HasSubstr("coin: interrupted; all rows are safe in " + folder.file("coin.csv") +
                            ", the same command runs the "));
      EXPECT_LT(read_csv(folder.file("coin.csv")).rows(), 24u);
      EXPECT_TRUE(metadata_match(result_paths(folder.path(), "coin", {})));
      outcome = run_coin(folder, {});
      EXPECT_EQ(outcome.code, 0);
      EXPECT_EQ(sorted_lines(folder.file("coin.csv")), whole_);
    }
  }
  // The handlers are the old ones again.
  struct sigaction action {};
  ::sigaction(SIGINT, nullptr, &action);
  EXPECT_EQ(action.sa_handler, SIG_DFL);
}

TEST_F(Resume, AnIgnoredSignalStaysIgnored) {
  const auto old = std::signal(SIGINT, SIG_IGN);
  const TemporaryFolder folder;
  const Study study = coin([](const Trial&) { ::raise(SIGINT); });
  EXPECT_EQ(run(study, {"--out", folder.path(), "-q"}).code, 0);
  EXPECT_EQ(std::signal(SIGINT, old), SIG_IGN);
}

TEST_F(Resume, BudgetedRunGoesOn) {
  const TemporaryFolder folder;
  Outcome outcome = run_coin(folder, {"--max-seconds", "0"});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_EQ(outcome.errors, "coin: stopped by --max-seconds 0; all rows are safe in " +
                                folder.file("coin.csv") +
                                ", the same command runs the 24 trials left\n");
  outcome = run_coin(folder, {"--max-seconds", "0.05", "--delay-ms", "10", "-j", "1"});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_EQ(run_coin(folder, {"--max-seconds", "1000"}).code, 0);
  EXPECT_EQ(sorted_lines(folder.file("coin.csv")), whole_);
}

TEST(Out, MustBeWritable) {
  const TemporaryFolder folder;
  base::write_file(folder.file("file"), "");
  Outcome outcome = run(coin(), {"-q", "--out", folder.file("file")});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.errors, testing::StartsWith("coin: " + folder.file("file") + ": "));
  outcome = run(coin(), {"-q", "--out", "/proc/nowhere"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.errors,
            "coin: /proc/nowhere: cannot make the folder: No such file or directory\n");
}

}  // namespace
}  // namespace study
