#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <thread>

#include "base/file.h"
#include "run_toy.h"
#include "studies/harness/merge.h"
#include "toy_study.h"

extern char** environ;

namespace study {
namespace {

/// A toy in a process of its own.
class Process {
 public:
  explicit Process(std::vector<std::string> command) {
    std::vector<char*> argv;
    for (std::string& argument : command) argv.push_back(argument.data());
    argv.push_back(nullptr);
    // Below a shell's background job SIGINT is ignored, and so it would be in the child.
    std::signal(SIGINT, SIG_DFL);
    EXPECT_EQ(::posix_spawn(&child_, argv[0], nullptr, nullptr, argv.data(), environ), 0);
  }

  bool runs() { return ::waitpid(child_, &status_, WNOHANG) == 0; }

  /// The exit code; 128 and the signal when one ended it.
  int end_by(int signal) {
    ::kill(child_, signal);
    ::waitpid(child_, &status_, 0);
    return WIFSIGNALED(status_) ? 128 + WTERMSIG(status_) : WEXITSTATUS(status_);
  }

 private:
  pid_t child_ = 0;
  int status_ = 0;
};

std::vector<std::string> slow_run(const std::string& program, const TemporaryFolder& folder,
                                  const std::string& threads, const std::string& delay_ms) {
  return {program, "--out",    folder.path(), "--quiet",    "-j",
          threads, "--trials", "20",          "--delay-ms", delay_ms};
}

std::uintmax_t size_of(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return error ? 0 : size;
}

TEST(Kill, LosesNothingAndGoesOn) {
  const TemporaryFolder whole, folder;
  ASSERT_EQ(run_coin(whole, {"--trials", "20"}).code, 0);
  const std::string csv = folder.file("coin.csv");
  for (std::uintmax_t bytes = 1; bytes < 3000; bytes += 400) {
    const std::uintmax_t before = size_of(csv);
    Process process(slow_run(HARNESS_TOY, folder, "2", "2"));
    while (size_of(csv) < bytes && process.runs()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    process.end_by(SIGKILL);
    EXPECT_GE(size_of(csv), std::max(before, bytes));
  }
  EXPECT_EQ(run_coin(folder, {"--trials", "20"}).code, 0);
  EXPECT_EQ(sorted_lines(csv), sorted_lines(whole.file("coin.csv")));
}

/// Runs a toy to its end through twenty ends at random moments, by SIGKILL or by SIGINT, on one
/// thread and on two, and returns the bytes of its rows, sorted.
std::string bytes_after_ends(const std::string& program, const std::string& name, int signal) {
  // 60 trials take longer than all the ends together leave them.
  constexpr const char* kDelayMs = "10";
  const TemporaryFolder folder;
  std::mt19937 moments(static_cast<unsigned>(signal));
  int ended = 0;
  for (int run = 0; run < 20; ++run) {
    Process process(slow_run(program, folder, run % 2 == 0 ? "1" : "2", kDelayMs));
    std::this_thread::sleep_for(std::chrono::milliseconds(moments() % 25));
    const int code = process.end_by(signal);
    EXPECT_TRUE(code == 128 + signal || code == 0) << code;
    ended += code != 0;
  }
  EXPECT_GT(ended, 10);
  Process last(slow_run(program, folder, "2", kDelayMs));
  while (last.runs()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  merge_files(std::vector<std::filesystem::path>{folder.file(name + ".csv")},
              folder.file("merged.csv"));
  return base::read_file(folder.file("merged.csv"));
}

TEST(Kill, TwentyEndsAtRandomMomentsChangeNoByte) {
  for (const auto& [program, study] :
       {std::pair{HARNESS_TOY, coin()}, std::pair{HARNESS_TOY_SERIES, coin_series()}}) {
    const TemporaryFolder whole;
    ASSERT_EQ(run(study, {"--out", whole.path(), "-q", "--trials", "20"}).code, 0);
    merge_files(std::vector<std::filesystem::path>{whole.file(study.name + ".csv")},
                whole.file("merged.csv"));
    const std::string bytes = base::read_file(whole.file("merged.csv"));
    EXPECT_EQ(bytes_after_ends(program, study.name, SIGKILL), bytes);
    EXPECT_EQ(bytes_after_ends(program, study.name, SIGINT), bytes);
  }
}

TEST(Kill, ClosedOutputsDoNotEndInTheCsv) {
  const TemporaryFolder whole, folder;
  ASSERT_EQ(run_coin(whole, {}).code, 0);
  const std::string command = HARNESS_TOY " --out " + folder.path() + " <&- >&- 2>&-";
  const int status = std::system(command.c_str());
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 1) << "the summary could not be printed";
  EXPECT_EQ(sorted_lines(folder.file("coin.csv")), sorted_lines(whole.file("coin.csv")));
}

}  // namespace
}  // namespace study
