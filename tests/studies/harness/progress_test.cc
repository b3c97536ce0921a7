#include "studies/harness/progress.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run_toy.h"
#include "toy_study.h"

namespace study {
namespace {

/// What the toy writes to a stderr that is a terminal.
std::string on_a_terminal(std::vector<const char*> argv) {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
  ::grantpt(terminal);
  ::unlockpt(terminal);
  const std::string device = ::ptsname(terminal);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, device.c_str(), O_RDWR | O_NOCTTY, 0);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  argv.insert(argv.begin(), HARNESS_TOY);
  argv.push_back(nullptr);
  const char* environment[] = {"TERM=xterm", nullptr};
  pid_t child = 0;
  EXPECT_EQ(::posix_spawn(&child, HARNESS_TOY, &actions, nullptr, const_cast<char**>(argv.data()),
                          const_cast<char**>(environment)),
            0);
  ::posix_spawn_file_actions_destroy(&actions);
  std::string text;
  char buffer[4096];
  // Reading fails once the child has closed its end.
  for (ssize_t count; (count = ::read(terminal, buffer, sizeof buffer)) > 0;) {
    text.append(buffer, static_cast<std::size_t>(count));
  }
  ::waitpid(child, nullptr, 0);
  ::close(terminal);
  return text;
}

TEST(Progress, IsALiveLineOnATerminal) {
  const TemporaryFolder folder;
  const std::string out = folder.path();
  const std::string text = on_a_terminal({"--out", out.c_str(), "--delay-ms", "50", "-j", "1"});
  EXPECT_THAT(text, testing::HasSubstr("\r\033[Kcoin: "));
  EXPECT_THAT(text, testing::ContainsRegex("/24 trials, [0-9.]+/s, [0-9]+ s left, flips=[123]"));
  EXPECT_TRUE(text.ends_with("\r\033[K")) << text;
  EXPECT_EQ(text.find("\033[3"), std::string::npos) << "a colour";
}

TEST(Progress, IsSilentWhenQuiet) {
  const TemporaryFolder folder;
  const std::string out = folder.path();
  EXPECT_EQ(on_a_terminal({"--out", out.c_str(), "--delay-ms", "30", "--quiet"}), "");
}

}  // namespace
}  // namespace study
