#include "base/file.h"

#include <gtest/gtest.h>

#include <system_error>

namespace base {
namespace {

TEST(File, WritesAndReadsBack) {
  const auto path = std::filesystem::path(testing::TempDir()) / "file_test.bin";
  const std::string content("a\0b\r\n\xff", 6);
  write_file(path, content);
  EXPECT_EQ(read_file(path), content);
  write_file(path, "");
  EXPECT_EQ(read_file(path), "");
  std::filesystem::remove(path);
}

TEST(File, ErrorsNameThePath) {
  try {
    read_file("/nowhere/at/all");
    FAIL() << "read a file that does not exist";
  } catch (const std::system_error& error) {
    EXPECT_EQ(std::string(error.what()), "/nowhere/at/all: cannot read: No such file or directory");
  }
  EXPECT_THROW(write_file("/nowhere/at/all", "x"), std::system_error);
}

}  // namespace
}  // namespace base
