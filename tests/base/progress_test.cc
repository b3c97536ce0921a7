#include "base/progress.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>

namespace base {
namespace {

using testing::StartsWith;

/// Makes stderr a terminal while it lives.
class Terminal {
 public:
  Terminal() {
    ::grantpt(terminal_);
    ::unlockpt(terminal_);
    const int device = ::open(::ptsname(terminal_), O_RDWR | O_NOCTTY);
    ::dup2(device, STDERR_FILENO);
    ::close(device);
    ::setenv("TERM", "xterm", 1);
  }
  ~Terminal() {
    ::dup2(old_stderr_, STDERR_FILENO);
    ::close(old_stderr_);
    ::close(terminal_);
  }

  /// What was written and not yet read; something must have been.
  std::string read() {
    char buffer[4096];
    const ssize_t count = ::read(terminal_, buffer, sizeof buffer);
    return {buffer, static_cast<std::size_t>(std::max<ssize_t>(count, 0))};
  }

 private:
  int old_stderr_ = ::dup(STDERR_FILENO);
  int terminal_ = ::posix_openpt(O_RDWR | O_NOCTTY);
};

TEST(ProgressLine, IsALiveLineOnATerminal) {
  Terminal terminal;
  {
    ProgressLine line([] { return std::string(200, 'x'); }, false);
    EXPECT_THAT(terminal.read(), StartsWith("\r\033[K" + std::string(79, 'x')));
    const auto hidden = line.hide();
    EXPECT_EQ(terminal.read(), "\r\033[K");
  }
  EXPECT_EQ(terminal.read(), "\r\033[K");
}

TEST(ProgressLine, ErasesNothingBeforeItShows) {
  Terminal terminal;
  {
    ProgressLine line([] { return "half way"; }, false);
    for (int i = 0; i < 3; ++i) const auto hidden = line.hide();
  }
  EXPECT_EQ(terminal.read(), "\r\033[K");
}

TEST(ProgressLine, WaitsAMinuteWithoutATerminal) {
  testing::internal::CaptureStderr();
  const auto start = std::chrono::steady_clock::now();
  {
    const ProgressLine line([] { return "half way"; }, false);
    ::usleep(300'000);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(ProgressLine, AsksForNothingWhenQuiet) {
  std::atomic<int> asked = 0;
  Terminal terminal;
  {
    ProgressLine line([&] { return ++asked, ""; }, true);
    ::usleep(300'000);
    const auto hidden = line.hide();
  }
  EXPECT_EQ(asked, 0);
  ASSERT_EQ(::write(STDERR_FILENO, ".", 1), 1);
  EXPECT_EQ(terminal.read(), ".");
}

TEST(FormatDuration, ReadsWell) {
  EXPECT_EQ(format_duration(0), "0 s");
  EXPECT_EQ(format_duration(3.5), "4 s");
  EXPECT_EQ(format_duration(59.1), "1 min 0 s");
  EXPECT_EQ(format_duration(125), "2 min 5 s");
  EXPECT_EQ(format_duration(7260), "2 h 1 min");
  EXPECT_EQ(format_duration(180000), "2 d 2 h");
  EXPECT_EQ(format_duration(13 * 86400 + 23 * 3600), "13 d 23 h");
  EXPECT_EQ(format_duration(14 * 86400), "2 weeks 0 d");
  EXPECT_EQ(format_duration(34 * 86400 + 3599), "4 weeks 6 d");
}

TEST(FormatRate, ReadsWell) {
  EXPECT_EQ(format_rate(0), "0.0/min");
  EXPECT_EQ(format_rate(0.5), "30.0/min");
  EXPECT_EQ(format_rate(1234.56), "1234.6/s");
  EXPECT_EQ(format_rate(1. / 90), "40.0/h");
  EXPECT_EQ(format_rate(1. / 7200), "12.0/d");
}

}  // namespace
}  // namespace base
