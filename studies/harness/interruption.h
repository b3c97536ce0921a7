#pragma once

#include <csignal>

namespace study {

/// While it lives, the first SIGINT or SIGTERM is only noted, and a second one ends the process as
/// if this were not here; afterwards signals are handled as before. One at a time in a process.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  /// The signal that came, or 0.
  static int signal();

 private:
  struct sigaction old_interrupt_ {};
  struct sigaction old_terminate_ {};
};

}  // namespace study
