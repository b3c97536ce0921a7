#pragma once

#include <csignal>

namespace study {

/// While it lives, the first SIGINT and the first SIGTERM are only noted, and a second one of the
/// same signal ends the process; afterwards signals are handled as before. A signal that the
/// process ignores (nohup, a shell's background job) stays ignored. One at a time in a process.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  /// The last signal that came, or 0.
  static int signal();

 private:
  struct sigaction old_interrupt_ {};
  struct sigaction old_terminate_ {};
};

}  // namespace study
