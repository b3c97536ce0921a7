#include "studies/harness/progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/run_command.h"
#include "run_toy.h"
#include "toy_study.h"

namespace study {
namespace {

/// What the toy writes to a stderr that is a terminal.
std::string on_a_terminal(const std::vector<std::string>& arguments) {
  std::vector<std::string> command{"sh", "-c", "exec \"$0\" \"$@\" >/dev/null", HARNESS_TOY};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return cli::run_on_terminal(command);
}

TEST(Progress, IsALiveLineOnATerminal) {
  const TemporaryFolder folder;
  const std::string text = on_a_terminal({"--out", folder.path(), "--delay-ms", "50", "-j", "1"});
  EXPECT_THAT(text, testing::HasSubstr("\r\033[Kcoin: "));
  EXPECT_THAT(text, testing::ContainsRegex("/24 trials, [0-9.]+/s, [0-9]+ s left, flips=[123]"));
  EXPECT_TRUE(text.ends_with("\r\033[K")) << text;
  EXPECT_EQ(text.find("\033[3"), std::string::npos) << "a colour";
}

TEST(Progress, IsSilentWhenQuiet) {
  const TemporaryFolder folder;
  EXPECT_EQ(on_a_terminal({"--out", folder.path(), "--delay-ms", "30", "--quiet"}), "");
}

}  // namespace
}  // namespace study
