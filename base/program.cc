#include "base/program.h"

#include <csignal>
#include <cstdio>
#include <exception>
#include <new>

namespace base {
namespace {

int report(std::string_view name, std::string_view message, int code) noexcept {
  note(name, message);
  return code;
}

}  // namespace

void note(std::string_view name, std::string_view text) noexcept {
  // Not fmt::print, which throws when stderr is closed or full.
  std::fprintf(stderr, "%.*s: %.*s\n", static_cast<int>(name.size()), name.data(),
               static_cast<int>(text.size()), text.data());
}

int run_program(std::string_view name, const std::function<int()>& body) noexcept try {
  // A limit on the size of files then shows as a write that fails, with its path.
  std::signal(SIGXFSZ, SIG_IGN);
  const int code = body();
  // A full disk or a closed pipe behind stdout shows only here.
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
    return report(name, "standard output: cannot write", kFailure);
  }
  return code;
} catch (const std::invalid_argument& error) {
  return report(name, error.what(), kUsage);
} catch (const DisagreementError& error) {
  return report(name, error.what(), kDisagreement);
} catch (const std::bad_alloc&) {
  return report(name, "not enough memory", kFailure);
} catch (const std::exception& error) {
  return report(name, error.what(), kFailure);
}

}  // namespace base
