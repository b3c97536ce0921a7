#pragma once

#include <csignal>

namespace base {

/// While it lives, SIGINT and SIGTERM are only noted; one that comes more than a second after the
/// first ends the process (sooner it is taken for the same: `timeout` and some schedulers signal a
/// process and its group at once). Afterwards signals are handled as before. A signal that the
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

}  // namespace base
