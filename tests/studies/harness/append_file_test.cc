#include "studies/harness/append_file.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <filesystem>
#include <system_error>

#include "base/file.h"
#include "run_toy.h"

namespace study {
namespace {

std::string error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "no error";
}

TEST(AppendFile, KeepsWhatIsThere) {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.csv");
  base::write_file(path, "one\n");
  AppendFile file(path);
  file.append("two\n");
  file.append("three\n");
  EXPECT_EQ(base::read_file(path), "one\ntwo\nthree\n");
  file.truncate(4);
  file.append("four\n");
  EXPECT_EQ(base::read_file(path), "one\nfour\n");
}

TEST(AppendFile, OnlyOneHasIt) {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.csv");
  {
    AppendFile first(path);
    first.lock();
    AppendFile second(path);
    EXPECT_EQ(error_of([&] { second.lock(); }),
              path + ": another process is writing it; wait, or use --shard");
  }
  AppendFile third(path);
  third.lock();
}

TEST(AppendFile, ALineThatDoesNotFitLeavesNothing) {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.csv");
  AppendFile file(path);
  file.append("0123456789\n");
  // A limit on the file's size stands for the full disk: the write comes back short.
  rlimit old_limit{};
  ::getrlimit(RLIMIT_FSIZE, &old_limit);
  const rlimit limit{15, old_limit.rlim_max};
  const auto old_handler = ::signal(SIGXFSZ, SIG_IGN);
  ::setrlimit(RLIMIT_FSIZE, &limit);
  const std::string error = error_of([&] { file.append("0123456789\n"); });
  ::setrlimit(RLIMIT_FSIZE, &old_limit);
  ::signal(SIGXFSZ, old_handler);
  EXPECT_EQ(error, path + ": cannot write (the rows before are safe): No space left on device");
  EXPECT_EQ(base::read_file(path), "0123456789\n");
  file.append("more\n");
  EXPECT_EQ(base::read_file(path), "0123456789\nmore\n");
}

TEST(AppendFile, ErrorsNameThePath) {
  EXPECT_EQ(error_of([] { AppendFile file("/nowhere/a.csv"); }),
            "/nowhere/a.csv: cannot write: No such file or directory");
  const TemporaryFolder folder;
  const std::string path = folder.file("a.csv");
  AppendFile file(path);
  std::filesystem::remove(path);
  EXPECT_EQ(error_of([&] { file.append("x\n"); }), path + ": was removed while the study ran");
}

}  // namespace
}  // namespace study
