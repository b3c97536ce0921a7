#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "base/file.h"
#include "run_toy.h"

extern char** environ;

namespace study {
namespace {

/// The toy in a process of its own, which is killed once `bytes` of its CSV are there.
void run_and_kill(const TemporaryFolder& folder, std::uintmax_t bytes) {
  const std::string out = folder.path();
  const std::vector<const char*> argv{HARNESS_TOY, "--out", out.c_str(),  "--quiet", "-j",   "2",
                                      "--trials",  "20",    "--delay-ms", "2",       nullptr};
  pid_t child = 0;
  ASSERT_EQ(::posix_spawn(&child, HARNESS_TOY, nullptr, nullptr, const_cast<char**>(argv.data()),
                          environ),
            0);
  std::error_code error;
  int status = 0;
  for (std::uintmax_t size = 0; size < bytes && ::waitpid(child, &status, WNOHANG) == 0;) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    size = std::filesystem::file_size(folder.file("coin.csv"), error);
    if (error) size = 0;
  }
  ::kill(child, SIGKILL);
  ::waitpid(child, &status, 0);
}

TEST(Kill, LosesNothingAndGoesOn) {
  const TemporaryFolder whole, folder;
  ASSERT_EQ(run_coin(whole, {"--trials", "20"}).code, 0);
  for (std::uintmax_t bytes = 1; bytes < 3000; bytes += 400) {
    std::uintmax_t before = 0;
    if (std::filesystem::exists(folder.file("coin.csv"))) {
      before = std::filesystem::file_size(folder.file("coin.csv"));
    }
    run_and_kill(folder, bytes);
    EXPECT_GE(std::filesystem::file_size(folder.file("coin.csv")), std::max(before, bytes));
  }
  EXPECT_EQ(run_coin(folder, {"--trials", "20"}).code, 0);
  EXPECT_EQ(sorted_lines(folder.file("coin.csv")), sorted_lines(whole.file("coin.csv")));
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
