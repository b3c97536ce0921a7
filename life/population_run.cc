#include "life/population_run.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cinttypes>
#include <cstdio>
#include <mutex>
#include <stdexcept>
#include <string>

#include "base/interruption.h"
#include "base/progress.h"
#include "life/step.h"

namespace life {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

std::string describe(std::int64_t generation, std::int64_t generations, double seconds) {
  const double rate = static_cast<double>(generation) / seconds;
  const auto left = static_cast<double>(generations - generation);
  return fmt::format("life: {}/{} generations, {}, {} left", generation, generations,
                     base::format_rate(rate),
                     generation == 0 ? "unknown" : base::format_duration(left / rate));
}

/// A slice of a run is long enough for a step to be fast, and short enough to answer Ctrl-C.
std::int64_t next_slice(std::int64_t generations, double seconds) {
  if (seconds < 0.1) return 2 * generations;
  return seconds > 0.4 ? std::max<std::int64_t>(1, generations / 2) : generations;
}

}  // namespace

std::int64_t run_printing_populations(Board& board, const Rule& rule, const RunPlan& plan) {
  std::atomic<std::int64_t> generation = 0;
  base::ProgressLine progress(
      [&generation, &plan, start = Clock::now()] {
        return describe(generation, plan.generations, seconds_since(start));
      },
      plan.quiet);
  const bool may_share_terminal = ::isatty(STDOUT_FILENO) != 0;
  const auto print_row = [&] {
    const std::int64_t population = board.population();
    std::unique_lock<std::mutex> hidden;
    if (may_share_terminal) hidden = progress.hide();
    // Not fmt::print, which throws when stdout fails.
    std::printf("%" PRId64 ",%" PRId64 "\n", generation.load(), population);
  };
  std::printf("generation,population\n");
  print_row();
  if (std::fflush(stdout) != 0) throw std::runtime_error("standard output: cannot write");
  std::int64_t next_row = std::min(plan.every, plan.generations);
  std::int64_t slice = 1;
  while (generation < plan.generations && base::Interruption::signal() == 0 &&
         std::ferror(stdout) == 0) {
    const Clock::time_point start = Clock::now();
    const std::int64_t end = std::min(generation + slice, plan.generations);
    while (generation < end) {
      const std::int64_t next = std::min(next_row, end);
      step(board, rule, next - generation, plan.threads);
      generation = next;
      if (next < next_row) continue;
      print_row();
      next_row = std::min(next_row + plan.every, plan.generations);
    }
    std::fflush(stdout);
    slice = next_slice(slice, seconds_since(start));
  }
  return generation;
}

}  // namespace life
