#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/temporary_folder.h"
#include "cli/run_command.h"
#include "studies/harness/csv.h"

namespace cli {

/// Runs a study in a folder of the test's own.
class StudyRows : public testing::Test {
 protected:
  explicit StudyRows(std::filesystem::path program) : program_(std::move(program)) {}

  /// Of a run with these arguments, in a fresh folder.
  CommandResult result_of(std::vector<std::string> arguments) const {
    std::filesystem::remove_all(folder_);
    arguments.insert(arguments.begin(), {program_, "--out", folder_, "-q"});
    return run_command(arguments);
  }

  /// The file of a run with these arguments, in a fresh folder.
  std::filesystem::path rows_of(std::vector<std::string> arguments) const {
    const CommandResult result = result_of(std::move(arguments));
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return folder_ / (program_.filename().string() + ".csv");
  }

 private:
  const std::filesystem::path program_;
  const base::TemporaryFolder temporary_{"study_rows"};
  const std::filesystem::path folder_ = temporary_.path() / "out";
};

/// A row's values by column.
class Row {
 public:
  Row(const study::Table& table, std::size_t row) : table_(table), row_(row) {}

  const std::string& text(const std::string& column) const {
    return table_.text(row_, table_.column(column));
  }
  long long number(const std::string& column) const { return std::stoll(text(column)); }

 private:
  const study::Table& table_;
  std::size_t row_;
};

}  // namespace cli
