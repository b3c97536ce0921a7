#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "cli/run_command.h"

namespace cli {

inline CommandResult life(const std::vector<std::string>& arguments) {
  std::vector<std::string> command{LIFE_PROGRAM};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run_command(command);
}

inline std::string vector_file(const std::string& name) {
  return MINLIFE_SOURCE_DIR "/tests/vectors/" + name + ".rle";
}

/// A file of the running test's own, removed with it.
class LifeProgram : public testing::Test {
 protected:
  LifeProgram() {
    const testing::TestInfo& test = *testing::UnitTest::GetInstance()->current_test_info();
    file_ = testing::TempDir() + test.test_suite_name() + "." + test.name() + ".rle";
  }
  ~LifeProgram() override { std::filesystem::remove(file_); }

  void expect_error(const std::vector<std::string>& arguments, int exit_code,
                    const std::string& line) {
    const CommandResult result = life(arguments);
    EXPECT_EQ(result.err, "life: " + line + "\n");
    EXPECT_EQ(result.exit_code, exit_code) << line;
  }

  std::string file_;
};

}  // namespace cli
