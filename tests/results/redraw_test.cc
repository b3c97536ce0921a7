// The committed tables and pictures are what script/figures makes of the committed rows.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/file.h"
#include "cli/run_command.h"

namespace {

namespace fs = std::filesystem;

const fs::path kSource = MINLIFE_SOURCE_DIR;
const fs::path kResults = kSource / "results";

/// The committed rows, and beside them what is made of them now.
class Redraw : public testing::Test {
 protected:
  Redraw() : folder_(fs::path(testing::TempDir()) / "redraw") {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    for (const auto& file : fs::directory_iterator(kResults)) {
      if (file.is_regular_file()) {
        fs::create_symlink(file.path(), folder_ / file.path().filename());
      }
    }
  }
  ~Redraw() override { fs::remove_all(folder_); }

  /// Holds the files with this ending, in a subfolder of the results, against those made now.
  void expect_same(const std::string& subfolder, const std::string& ending) const {
    for (const auto& file : fs::directory_iterator(kResults / subfolder)) {
      const std::string name = file.path().filename();
      if (!name.ends_with(ending)) continue;
      const fs::path made = folder_ / subfolder / name;
      ASSERT_TRUE(fs::exists(made)) << made << " is not made of the committed rows";
      EXPECT_TRUE(base::read_file(file.path()) == base::read_file(made))
          << file.path() << " is stale: run 'script/figures results'";
    }
  }

  fs::path folder_;
};

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

TEST_F(Redraw, EveryFigureIsTheSameBytes) {
  const auto result = cli::run_command(
      {"env", "MINLIFE_BUILD=" MINLIFE_BINARY_DIR, kSource / "script/figures", folder_});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  expect_same("tables", ".csv");
  expect_same("tables", ".metadata.json");
  expect_same("figures", ".metadata.json");

  if (HasFailure()) return;
  const std::string then = base::read_file(kResults / "figures/drawn_with.txt");
  const std::string now = base::read_file(folder_ / "figures/drawn_with.txt");
  if (first_line(then) != first_line(now)) {
    GTEST_SKIP() << "tables are the same; no picture was compared: drawn with " << first_line(then)
                 << ", here is " << first_line(now);
  }
  expect_same("figures", ".svg");
  if (then != now) {
    GTEST_SKIP() << "tables and SVGs are the same; no PNG was compared: drawn with\n"
                 << then << "here is\n"
                 << now;
  }
  expect_same("figures", ".png");
}

}  // namespace
