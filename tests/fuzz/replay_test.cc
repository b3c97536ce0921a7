// Every fuzz target, on the files that fuzzing found to be unlike each other.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "base/file.h"
#include "fuzz_targets.h"

namespace {

void replay(void (*target)(std::string_view), const std::string& folder) {
  int files = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(MINLIFE_SOURCE_DIR "/tests/" + folder)) {
    if (!file.is_regular_file()) continue;
    EXPECT_NO_THROW(target(base::read_file(file.path()))) << file.path();
    ++files;
  }
  EXPECT_GT(files, 0) << folder;
}

TEST(FuzzReplay, Patterns) { replay(fuzz::read_pattern, "vectors"); }
TEST(FuzzReplay, Results) { replay(fuzz::read_results, "fuzz/corpus/read_results"); }
TEST(FuzzReplay, Metadata) { replay(fuzz::read_metadata, "fuzz/corpus/read_metadata"); }
TEST(FuzzReplay, Networks) { replay(fuzz::read_network, "fuzz/corpus/read_network"); }

}  // namespace
