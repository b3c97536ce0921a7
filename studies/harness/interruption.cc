#include "studies/harness/interruption.h"

#include <atomic>

namespace study {
namespace {

// Only a lock-free atomic may be touched by a handler that interrupts any thread.
std::atomic<int> noted_signal = 0;
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void note_signal(int signal) { noted_signal = signal; }

struct sigaction note_first(int signal) {
  struct sigaction old {};
  ::sigaction(signal, nullptr, &old);
  if (old.sa_handler == SIG_IGN) return old;
  struct sigaction action {};
  action.sa_handler = note_signal;
  action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
  ::sigaction(signal, &action, nullptr);
  return old;
}

}  // namespace

Interruption::Interruption() {
  noted_signal = 0;
  old_interrupt_ = note_first(SIGINT);
  old_terminate_ = note_first(SIGTERM);
}

Interruption::~Interruption() {
  ::sigaction(SIGINT, &old_interrupt_, nullptr);
  ::sigaction(SIGTERM, &old_terminate_, nullptr);
}

int Interruption::signal() { return noted_signal; }

}  // namespace study
