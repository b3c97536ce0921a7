#include "base/run_command.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/file.h"
#include "base/temporary_folder.h"

namespace base {
namespace {

/// What a program does with its standard streams before it begins.
class FileActions {
 public:
  FileActions() { ::posix_spawn_file_actions_init(&actions_); }
  ~FileActions() { ::posix_spawn_file_actions_destroy(&actions_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;

  void open(int stream, const std::string& path, int flags) {
    ::posix_spawn_file_actions_addopen(&actions_, stream, path.c_str(), flags, 0600);
  }
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

thread_local double waited_cpu_seconds = 0;

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

}  // namespace

double command_cpu_seconds() { return waited_cpu_seconds; }

pid_t start_command(const std::vector<std::string>& command, const StandardStreams& streams) {
  constexpr int kWrite = O_WRONLY | O_CREAT | O_TRUNC;
  FileActions actions;
  actions.open(STDIN_FILENO, streams.in, O_RDONLY);
  actions.open(STDOUT_FILENO, streams.out, kWrite);
  actions.open(STDERR_FILENO, streams.err, kWrite);
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  pid_t process = 0;
  const int error =
      ::posix_spawnp(&process, arguments[0], actions.get(), nullptr, arguments.data(), environ);
  if (error != 0) throw std::system_error(error, std::generic_category(), command[0]);
  return process;
}

int wait_for_command(pid_t process) {
  int status = 0;
  rusage usage{};
  while (::wait4(process, &status, 0, &usage) < 0) {
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "wait4");
  }
  waited_cpu_seconds += seconds(usage.ru_utime) + seconds(usage.ru_stime);
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

CommandResult run_command(const std::vector<std::string>& command) {
  // Files, so that neither stream can fill a pipe and stop the command.
  const TemporaryFolder folder("run_command");
  const std::string out = folder.path() / "out", err = folder.path() / "err";
  const int exit_code = wait_for_command(start_command(command, {"/dev/null", out, err}));
  return {read_file(out), read_file(err), exit_code};
}

}  // namespace base
