#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/file.h"

namespace study {
namespace {

TEST(WriteAStudy, ShowsTheExampleAsItIs) {
  const std::filesystem::path source = MINLIFE_SOURCE_DIR;
  EXPECT_THAT(base::read_file(source / "docs/write_a_study.md"),
              testing::HasSubstr(
                  "```cpp\n" + base::read_file(source / "studies/examples/settling.cc") + "```\n"));
}

}  // namespace
}  // namespace study
