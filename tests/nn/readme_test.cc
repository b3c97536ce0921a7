#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/file.h"

namespace nn {
namespace {

TEST(Readme, ShowsTheExamplesAsTheyAre) {
  const std::filesystem::path folder = std::filesystem::path(MINLIFE_SOURCE_DIR) / "nn";
  const std::string readme = base::read_file(folder / "README.md");
  int examples = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "examples")) {
    if (entry.path().extension() != ".cc") continue;
    ++examples;
    EXPECT_THAT(readme, testing::HasSubstr("```cpp\n" + base::read_file(entry.path()) + "```\n"));
  }
  EXPECT_EQ(examples, 2);
}

}  // namespace
}  // namespace nn
