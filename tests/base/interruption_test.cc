#include "base/interruption.h"

#include <gtest/gtest.h>

#include <ctime>

namespace base {
namespace {

/// A shell's background job ignores SIGINT: the tests begin with the default.
class InterruptionTest : public testing::Test {
 protected:
  ~InterruptionTest() override {
    std::signal(SIGINT, old_interrupt_);
    std::signal(SIGTERM, old_terminate_);
  }

 private:
  using Handler = void (*)(int);
  Handler old_interrupt_ = std::signal(SIGINT, SIG_DFL);
  Handler old_terminate_ = std::signal(SIGTERM, SIG_DFL);
};

using InterruptionDeathTest = InterruptionTest;

TEST_F(InterruptionTest, NotesSignalsInsteadOfEnding) {
  const Interruption interruption;
  EXPECT_EQ(Interruption::signal(), 0);
  std::raise(SIGINT);
  EXPECT_EQ(Interruption::signal(), SIGINT);
  std::raise(SIGTERM);
  EXPECT_EQ(Interruption::signal(), SIGTERM) << "as one with the first, which just came";
}

TEST_F(InterruptionTest, BeginsWithoutASignal) {
  {
    const Interruption first;
    std::raise(SIGTERM);
  }
  const Interruption second;
  EXPECT_EQ(Interruption::signal(), 0);
}

TEST_F(InterruptionTest, PutsTheOldHandlersBack) {
  static volatile std::sig_atomic_t caught = 0;
  std::signal(SIGINT, [](int signal) { caught = signal; });
  {
    const Interruption interruption;
    std::raise(SIGINT);
    EXPECT_EQ(caught, 0);
  }
  std::raise(SIGINT);
  EXPECT_EQ(caught, SIGINT);
}

TEST_F(InterruptionTest, LeavesIgnoredSignalsIgnored) {
  std::signal(SIGTERM, SIG_IGN);
  const Interruption interruption;
  std::raise(SIGTERM);
  EXPECT_EQ(Interruption::signal(), 0);
}

TEST_F(InterruptionDeathTest, ALaterSignalEndsTheProcess) {
  const auto interrupted_twice = [] {
    const Interruption interruption;
    std::raise(SIGINT);
    const timespec pause{2, 100'000'000};
    ::nanosleep(&pause, nullptr);
    std::raise(SIGINT);
  };
  EXPECT_EXIT(interrupted_twice(), testing::KilledBySignal(SIGINT), "");
}

}  // namespace
}  // namespace base
