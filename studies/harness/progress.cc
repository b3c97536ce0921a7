#include "studies/harness/progress.h"

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace study {
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

Progress::Progress(const Study& study, std::span<const GridCell> grid, CellCosts costs, int threads,
                   bool quiet)
    : study_(study),
      grid_(grid),
      axes_(varying_axes(grid)),
      threads_(threads),
      live_(!quiet && stderr_is_a_terminal()),
      costs_(std::move(costs)),
      remaining_(grid.size()) {
  if (!quiet) thread_ = std::jthread([this](std::stop_token stop) { show_now_and_then(stop); });
}

Progress::~Progress() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
  if (live_) std::fputs(kEraseLine, stderr);
}

void Progress::add(std::span<const Task> tasks) {
  const std::lock_guard lock(mutex_);
  for (const Task& task : tasks) ++remaining_[task.cell];
  total_ += std::ssize(tasks);
}

void Progress::finished(const Task& task, double cpu_seconds) {
  const std::lock_guard lock(mutex_);
  costs_.add(task.cell, cpu_seconds);
  --remaining_[task.cell];
  ++done_;
}

void Progress::show_now_and_then(std::stop_token stop) {
  const auto pause = live_ ? std::chrono::milliseconds(250) : std::chrono::seconds(60);
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, stop, pause, [&] { return stop.stop_requested(); })) {
    // Not fmt::print: it throws when stderr is gone, and this thread has nobody to catch it.
    const std::string text =
        live_ ? kEraseLine + line().substr(0, terminal_width() - 1) : line() + '\n';
    std::fputs(text.c_str(), stderr);
  }
}

std::string Progress::line() {
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
  const double rate = static_cast<double>(done_) / elapsed.count();
  const std::string speed =
      rate >= 1 ? fmt::format("{:.1f}/s", rate) : fmt::format("{:.1f}/min", 60 * rate);
  return fmt::format("{}: {}/{} trials, {}, {} left, {}", study_.name, done_, total_, speed,
                     format_duration(costs_.estimate(remaining_), threads_),
                     describe_cell(study_, grid_[current_cell_].cell, axes_));
}

}  // namespace study
