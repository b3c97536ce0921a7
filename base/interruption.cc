#include "base/interruption.h"

#include <atomic>
#include <cstdint>
#include <ctime>

namespace base {
namespace {

// Only a lock-free atomic may be touched by a handler that interrupts any thread.
std::atomic<int> noted_signal = 0;
static_assert(std::atomic<int>::is_always_lock_free);

std::atomic<std::int64_t> noted_at = 0;  // seconds
static_assert(std::atomic<std::int64_t>::is_always_lock_free);

extern "C" void note_signal(int signal) {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  if (noted_signal != 0 && now.tv_sec > noted_at + 1) {
    ::signal(signal, SIG_DFL);
    ::raise(signal);
    return;
  }
  if (noted_signal == 0) noted_at = now.tv_sec;
  noted_signal = signal;
}

struct sigaction note(int signal) {
  struct sigaction old {};
  ::sigaction(signal, nullptr, &old);
  if (old.sa_handler == SIG_IGN) return old;
  struct sigaction action {};
  action.sa_handler = note_signal;
  action.sa_flags = SA_RESTART;
  ::sigaction(signal, &action, nullptr);
  return old;
}

}  // namespace

Interruption::Interruption() {
  noted_signal = 0;
  old_interrupt_ = note(SIGINT);
  old_terminate_ = note(SIGTERM);
}

Interruption::~Interruption() {
  ::sigaction(SIGINT, &old_interrupt_, nullptr);
  ::sigaction(SIGTERM, &old_terminate_, nullptr);
}

int Interruption::signal() { return noted_signal; }

}  // namespace base
