#include "base/run_command.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <system_error>

#include "base/file.h"
#include "base/temporary_folder.h"

namespace base {
namespace {

TEST(RunCommand, GivesBothStreamsAndTheExitCode) {
  const CommandResult result = run_command({"sh", "-c", "cat; echo out; echo err >&2; exit 3"});
  EXPECT_EQ(result.out, "out\n");
  EXPECT_EQ(result.err, "err\n");
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_EQ(run_command({"sh", "-c", "kill -TERM $$"}).exit_code, 128 + 15);
}

TEST(RunCommand, CountsTheTimeOfPrograms) {
  const double before = command_cpu_seconds();
  run_command({"sh", "-c", "i=0; while [ $i -lt 100000 ]; do i=$((i + 1)); done"});
  EXPECT_GT(command_cpu_seconds() - before, 0.005);
}

TEST(RunCommand, NamesAProgramThatIsNotThere) {
  try {
    run_command({"no-such-program", "x"});
    FAIL();
  } catch (const std::system_error& error) {
    EXPECT_EQ(std::string(error.what()), "no-such-program: No such file or directory");
  }
}

TEST(TemporaryFolder, IsNewAndGoesWithWhatItHolds) {
  std::filesystem::path path;
  {
    const TemporaryFolder one("folder"), other("folder");
    EXPECT_NE(one.path(), other.path());
    path = one.path();
    EXPECT_TRUE(std::filesystem::is_empty(path));
    write_file(path / "file", "text");
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace base
