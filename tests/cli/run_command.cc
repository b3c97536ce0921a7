#include "cli/run_command.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

namespace cli {

std::string run_on_terminal(const std::vector<std::string>& command) {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  ::grantpt(terminal);
  ::unlockpt(terminal);
  const std::string device = ::ptsname(terminal);
  std::vector<std::string> with_terminal{"env", "TERM=xterm"};
  with_terminal.insert(with_terminal.end(), command.begin(), command.end());
  const pid_t process = base::start_command(with_terminal, {device, device, device});
  std::string text;
  char buffer[4096];
  // Reading fails once the program has closed its end.
  for (ssize_t count; (count = ::read(terminal, buffer, sizeof buffer)) > 0;) {
    text.append(buffer, static_cast<std::size_t>(count));
  }
  base::wait_for_command(process);
  ::close(terminal);
  return text;
}

}  // namespace cli
