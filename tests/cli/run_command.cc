#include "cli/run_command.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/file.h"

namespace cli {
namespace {

/// A new folder for the output, so that neither stream can fill a pipe and stop the command.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = std::filesystem::temp_directory_path() / "run_command.XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) {
      throw std::system_error(errno, std::generic_category(), name);
    }
    path_ = name;
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string file(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

int wait_for(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "waitpid");
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/// Where a program's standard streams lead; opened in the program.
class Streams {
 public:
  Streams() { ::posix_spawn_file_actions_init(&actions_); }
  ~Streams() { ::posix_spawn_file_actions_destroy(&actions_); }
  Streams(const Streams&) = delete;
  Streams& operator=(const Streams&) = delete;

  void open(int stream, const std::string& path, int flags) {
    ::posix_spawn_file_actions_addopen(&actions_, stream, path.c_str(), flags, 0600);
  }
  const posix_spawn_file_actions_t* actions() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

pid_t start(const std::vector<std::string>& command, const Streams& streams) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  pid_t process = 0;
  const int error =
      ::posix_spawnp(&process, arguments[0], streams.actions(), nullptr, arguments.data(), environ);
  if (error != 0) throw std::system_error(error, std::generic_category(), command[0]);
  return process;
}

}  // namespace

CommandResult run_command(const std::vector<std::string>& command) {
  const TemporaryFolder folder;
  const std::string out = folder.file("out"), err = folder.file("err");
  constexpr int kWrite = O_WRONLY | O_CREAT | O_TRUNC;
  Streams streams;
  streams.open(STDIN_FILENO, "/dev/null", O_RDONLY);
  streams.open(STDOUT_FILENO, out, kWrite);
  streams.open(STDERR_FILENO, err, kWrite);
  const int exit_code = wait_for(start(command, streams));
  return {base::read_file(out), base::read_file(err), exit_code};
}

std::string run_on_terminal(const std::vector<std::string>& command) {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  ::grantpt(terminal);
  ::unlockpt(terminal);
  const std::string device = ::ptsname(terminal);
  Streams streams;
  streams.open(STDIN_FILENO, "/dev/null", O_RDONLY);
  streams.open(STDOUT_FILENO, device, O_RDWR | O_NOCTTY);
  streams.open(STDERR_FILENO, device, O_RDWR | O_NOCTTY);
  std::vector<std::string> with_terminal{"env", "TERM=xterm"};
  with_terminal.insert(with_terminal.end(), command.begin(), command.end());
  const pid_t process = start(with_terminal, streams);
  std::string text;
  char buffer[4096];
  // Reading fails once the program has closed its end.
  for (ssize_t count; (count = ::read(terminal, buffer, sizeof buffer)) > 0;) {
    text.append(buffer, static_cast<std::size_t>(count));
  }
  wait_for(process);
  ::close(terminal);
  return text;
}

}  // namespace cli
