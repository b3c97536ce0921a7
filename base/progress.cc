#include "base/progress.h"

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace base {
namespace {

constexpr const char* kEraseLine = "\r\033[K";

bool stderr_is_a_terminal() {
  const char* term = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) && term && std::string_view(term) != "dumb";
}

std::size_t terminal_width() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

ProgressLine::ProgressLine(std::function<std::string()> text, bool quiet)
    : text_(std::move(text)), live_(!quiet && stderr_is_a_terminal()) {
  if (!quiet) thread_ = std::jthread([this](std::stop_token stop) { show_now_and_then(stop); });
}

ProgressLine::~ProgressLine() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
  if (live_) std::fputs(kEraseLine, stderr);
}

std::unique_lock<std::mutex> ProgressLine::hide() {
  std::unique_lock lock(mutex_);
  if (shown_) std::fputs(kEraseLine, stderr);
  shown_ = false;
  return lock;
}

void ProgressLine::show_now_and_then(std::stop_token stop) {
  const auto pause = live_ ? std::chrono::milliseconds(250) : std::chrono::seconds(60);
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, stop, pause, [&] { return stop.stop_requested(); })) {
    // Not fmt::print: it throws when stderr is gone, and this thread has nobody to catch it.
    const std::string line =
        live_ ? kEraseLine + text_().substr(0, terminal_width() - 1) : text_() + '\n';
    std::fputs(line.c_str(), stderr);
    shown_ = live_;
  }
}

std::string format_duration(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  if (whole < 86400) return fmt::format("{} h {} min", whole / 3600, whole / 60 % 60);
  const std::int64_t days = whole / 86400;
  if (days < 14) return fmt::format("{} d {} h", days, whole / 3600 % 24);
  return fmt::format("{} weeks {} d", days / 7, days % 7);
}

std::string format_rate(double per_second) {
  if (per_second >= 1) return fmt::format("{:.1f}/s", per_second);
  if (60 * per_second >= 1 || per_second == 0) return fmt::format("{:.1f}/min", 60 * per_second);
  if (3600 * per_second >= 1) return fmt::format("{:.1f}/h", 3600 * per_second);
  return fmt::format("{:.1f}/d", 86400 * per_second);
}

}  // namespace base
