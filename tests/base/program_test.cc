#include "base/program.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdio>
#include <stdexcept>

namespace base {
namespace {

int run_throwing(const std::function<void()>& body, std::string& message) {
  testing::internal::CaptureStderr();
  const int code = run_program("life", [&] {
    body();
    return 0;
  });
  message = testing::internal::GetCapturedStderr();
  return code;
}

TEST(RunProgram, PassesTheExitCodeOn) {
  EXPECT_EQ(run_program("life", [] { return 4; }), 4);
}

TEST(RunProgram, MapsErrorsToOneLineAndACode) {
  std::string message;
  EXPECT_EQ(run_throwing([] { throw std::invalid_argument("--size 0x0: too small"); }, message), 2);
  EXPECT_EQ(message, "life: --size 0x0: too small\n");
  EXPECT_EQ(run_throwing([] { throw DisagreementError("1 is not 2"); }, message), 3);
  EXPECT_EQ(message, "life: 1 is not 2\n");
  EXPECT_EQ(run_throwing([] { throw std::runtime_error("disk on fire"); }, message), 1);
  EXPECT_EQ(run_throwing([] { throw std::bad_alloc(); }, message), 1);
  EXPECT_EQ(message, "life: not enough memory\n");
}

TEST(RunProgram, KeepsTheExitCodeWhenStandardErrorIsFull) {
  const int saved = ::dup(2);
  std::FILE* const full = std::fopen("/dev/full", "w");
  ASSERT_NE(full, nullptr);
  ::dup2(::fileno(full), 2);
  const int code = run_program("life", []() -> int { throw std::invalid_argument("bogus"); });
  ::dup2(saved, 2);
  ::close(saved);
  std::fclose(full);
  EXPECT_EQ(code, 2);
}

}  // namespace
}  // namespace base
